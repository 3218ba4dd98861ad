namespace BotPartner.Doctor;

/// <summary>How something stands.</summary>
internal enum Mark
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>It works, or may, but should not stay so.</summary>
    Warning,

    /// <summary>The bot does not work with it, or not wholly.</summary>
    Wrong,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Mark">How it stands.</param>
/// <param name="About">What it is.</param>
/// <param name="Says">What was found, in a line. No secret.</param>
/// <param name="Advice">What to do; null where nothing is to be done.</param>
internal sealed record Finding(Mark Mark, string About, string Says, string? Advice = null)
{
    public static Finding Ok(string about, string says) => new(Mark.Ok, about, says);

    public static Finding Warn(string about, string says, string advice) => new(Mark.Warning, about, says, advice);

    public static Finding Wrong(string about, string says, string advice) => new(Mark.Wrong, about, says, advice);

    /// <summary>A setting that stops the start.</summary>
    public static Finding Of(string about, ConfigurationException wrong) => Wrong(about, wrong.Message, "Change that setting; the bot does not start with it.");

    /// <summary>The setting's own module reads it, or says what is wrong.</summary>
    public static Finding? Reading(string about, Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (ConfigurationException wrong)
        {
            return Of(about, wrong);
        }
    }
}
