using System.Globalization;

namespace BotPartner.Limits;

/// <summary>The <c>Limits</c> section of the configuration, checked.</summary>
public sealed record LimitSettings
{
    private const int Most = 1_000_000;

    /// <summary>How many of the platforms' requests are worked on at the same time.</summary>
    public int AtOnce { get; init; } = 64;

    /// <summary>How many more may wait for their turn; what comes then is sent away.</summary>
    public int Waiting { get; init; } = 256;

    /// <summary>How much one person may do at once; 0 for any amount.</summary>
    public int PersonBurst { get; init; } = 120;

    /// <summary>How much one person may go on doing, in a minute.</summary>
    public int PersonPerMinute { get; init; } = 120;

    /// <summary>How much may be said, sent and put in one place at once, ballots aside; 0 for any amount.</summary>
    public int PlaceBurst { get; init; } = 600;

    /// <summary>How much may go on being said, sent and put in one place, in a minute.</summary>
    public int PlacePerMinute { get; init; } = 300;

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
            PersonBurst = Number(section, nameof(PersonBurst), 0, standard.PersonBurst),
            PersonPerMinute = Number(section, nameof(PersonPerMinute), 1, standard.PersonPerMinute),
            PlaceBurst = Number(section, nameof(PlaceBurst), 0, standard.PlaceBurst),
            PlacePerMinute = Number(section, nameof(PlacePerMinute), 1, standard.PlacePerMinute),
        };
    }

    private static int Number(IConfigurationSection section, string name, int least, int standard) =>
        section[name]?.Trim() is not { Length: > 0 } typed ? standard
        : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= Most ? number
        : throw new ConfigurationException($"Limits:{name}", $"must be a number from {least} to {Most}");
}
