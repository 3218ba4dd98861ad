using System.Diagnostics.Metrics;

namespace BotPartner.Storage.Cosmos;

/// <summary>What the service charges, and how long it takes, by operation.</summary>
internal static class Charges
{
    public const string MeterName = "BotPartner.Storage";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Histogram<double> Charge = Meter.CreateHistogram<double>(
        "botpartner.store.request_charge", "{request_unit}", "What one request to the store was charged.");

    private static readonly Histogram<double> Time = Meter.CreateHistogram<double>(
        "botpartner.store.request_duration", "s", "How long one request to the store took.");

    private static readonly Counter<long> Setbacks = Meter.CreateCounter<long>(
        "botpartner.store.setbacks", "{request}", "Requests to the store that failed and were made again, or given up.");

    /// <summary>Notes one request, whatever came of it.</summary>
    public static void Note(string operation, int status, double charge, TimeSpan took)
    {
        var (op, answer) = (KeyValuePair.Create<string, object?>("operation", operation), KeyValuePair.Create<string, object?>("status", status));
        Charge.Record(charge, op, answer);
        Time.Record(took.TotalSeconds, op, answer);
    }

    /// <summary>Notes a request that failed for the time being.</summary>
    /// <param name="operation">What it was for.</param>
    /// <param name="status">What the service said; 0 if nothing came back.</param>
    public static void Setback(string operation, int status) =>
        Setbacks.Add(1, KeyValuePair.Create<string, object?>("operation", operation), KeyValuePair.Create<string, object?>("status", status));
}
