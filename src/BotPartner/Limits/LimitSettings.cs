using System.Globalization;

namespace BotPartner.Limits;

/// <summary>The <c>Limits</c> section of the configuration, checked.</summary>
public sealed record LimitSettings
{
    private const int Most = 100_000;

    /// <summary>How many of the platforms' requests are worked on at the same time.</summary>
    public int AtOnce { get; init; } = 512;

    /// <summary>How many more may wait for their turn; what comes then is sent away.</summary>
    public int Waiting { get; init; } = 1024;

    /// <summary>Reads the section.</summary>
    /// <exception cref="ConfigurationException">A value cannot be used.</exception>
    public static LimitSettings Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var (section, standard) = (configuration.GetSection("Limits"), new LimitSettings());
        return new()
        {
            AtOnce = Number(section, nameof(AtOnce), 1, standard.AtOnce),
            Waiting = Number(section, nameof(Waiting), 0, standard.Waiting),
        };
    }

    private static int Number(IConfigurationSection section, string name, int least, int standard) =>
        section[name]?.Trim() is not { Length: > 0 } typed ? standard
        : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= Most ? number
        : throw new ConfigurationException($"Limits:{name}", $"must be a number from {least} to {Most}");
}
