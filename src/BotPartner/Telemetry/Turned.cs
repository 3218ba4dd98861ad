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
    /// <param name="why">A chosen word: <c>full</c>, <c>waited</c>, <c>late</c> or <c>store</c>.</param>
    public static void Away(string why) => Overloaded.Add(1, KeyValuePair.Create<string, object?>("why", why));

    /// <summary>A request was over its limit.</summary>
    /// <param name="whose">Whose limit: <c>person</c> or <c>place</c>.</param>
    public static void Limited(string whose) => TooOften.Add(1, KeyValuePair.Create<string, object?>("whose", whose));
}
