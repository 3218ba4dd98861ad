using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using BotPartner.Core.Documents;
using BotPartner.Storage.Cosmos;
using BotPartner.Tests.FarSides;

namespace BotPartner.Tests.Storage;

/// <summary>What the store costs is measured by operation.</summary>
public sealed class CosmosChargesSpecs
{
    [Fact]
    public async Task Every_request_is_recorded_with_its_charge_and_duration_by_operation()
    {
        var standIn = await CosmosStandIn.Shared();
        var options = standIn.NewDatabase();
        using var documents = await CosmosDocuments.Open(options, new ManualTime(), new RandomIds(), TestContext.Current.CancellationToken);
        var charges = new ConcurrentBag<(string Instrument, string Operation, double Value)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == Charges.MeterName)
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            foreach (var (name, tag) in tags)
            {
                if (name == "operation")
                {
                    charges.Add((instrument.Name, (string)tag!, value));
                }
            }
        });
        listener.Start();

        var entry = new Entry(new("p", "a"), "note", "{}"u8.ToArray(), null, null, null);
        var version = await documents.Save(entry, CancellationToken.None);
        version = await documents.Save(entry with { Version = version }, CancellationToken.None);
        await documents.Find(entry.Key, CancellationToken.None);
        await documents.List("p", "note", "", 10, CancellationToken.None);
        await documents.Due(NodaTime.Instant.FromUnixTimeSeconds(1), 10, CancellationToken.None);
        await documents.Delete(entry.Key, version!, CancellationToken.None);

        // Other specs may be at it at the same time: there is at least what was done here.
        foreach (var operation in new[] { "create", "replace", "find", "list", "due", "delete" })
        {
            Assert.Contains(charges, c => c is { Instrument: "botpartner.store.request_charge", Value: > 0 } && c.Operation == operation);
            Assert.Contains(charges, c => c.Instrument == "botpartner.store.request_duration" && c.Operation == operation);
        }

        await standIn.Drop(options.Database);
    }
}
