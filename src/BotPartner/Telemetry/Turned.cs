using System.Diagnostics.Metrics;

namespace BotPartner.Telemetry;

/// <summary>Counts what is turned away before work begins. Never who, where or what: a person's and a place's ids are no tags.</summary>
public static class Turned
{
    private static readonly Meter Meter = new(Measures.MeterName);

    private static readonly Counter<long> Overloaded = Meter.CreateCounter<long>(
        "botpartner.requests.shed", "{request}", "Requests answered 503 before work began, since too many were under way.");

    private static readonly Counter<long> TooOften = Meter.CreateCounter<long>(
        "botpartner.requests.limited", "{request}", "Requests not done, since their person or place asked too often.");

    /// <summary>A request was shed.</summary>
    /// <param name="platform">The platform's word, e.g. <c>slack</c>.</param>
    public static void Away(string platform) => Overloaded.Add(1, KeyValuePair.Create<string, object?>("platform", platform));

    /// <summary>A request was over its limit.</summary>
    /// <param name="platform">The platform's word, e.g. <c>slack</c>.</param>
    /// <param name="of">Whose limit: <c>person</c> or <c>place</c>.</param>
    public static void Limited(string platform, string of) =>
        TooOften.Add(1, KeyValuePair.Create<string, object?>("platform", platform), KeyValuePair.Create<string, object?>("of", of));
}
