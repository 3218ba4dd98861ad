namespace BotPartner.Telemetry;

/// <summary>The names under which the bot measures.</summary>
public static class Measures
{
    /// <summary>The meter of the bot's own work.</summary>
    public const string MeterName = "BotPartner";
}
