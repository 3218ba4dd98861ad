namespace BotPartner;

/// <summary>The bot cannot start as it is configured. The message is one line that says what to change; it holds no secret.</summary>
public sealed class ConfigurationException : Exception
{
    /// <summary>Names the setting and what it must be.</summary>
    public ConfigurationException(string setting, string mend)
        : base($"Configuration: {setting} {mend}")
    {
    }

    /// <summary>For serializers.</summary>
    public ConfigurationException()
    {
    }

    /// <summary>For serializers.</summary>
    public ConfigurationException(string message)
        : base(message)
    {
    }

    /// <summary>For serializers.</summary>
    public ConfigurationException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
