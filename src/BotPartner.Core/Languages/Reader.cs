using NodaTime;

namespace BotPartner.Core.Languages;

/// <summary>For whom a text is resolved.</summary>
/// <param name="Language">One of <see cref="Texts.Languages"/>.</param>
/// <param name="Zone">The zone that moments are shown in.</param>
public sealed record Reader(string Language, DateTimeZone Zone)
{
    /// <summary>The nearest reader to what a platform says: <c>fr-CA</c> reads French, an unknown language English, an unknown zone UTC.</summary>
    public static Reader Of(string? language, string? timeZone) => new(
        Texts.Nearest(language),
        timeZone is null ? DateTimeZone.Utc : DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone) ?? DateTimeZone.Utc);
}
