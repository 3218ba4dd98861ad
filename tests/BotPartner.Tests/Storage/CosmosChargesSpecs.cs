using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using BotPartner.Core.Documents;
using BotPartner.Storage.Cosmos;
using BotPartner.Tests.FarSides;
using Microsoft.Azure.Cosmos;

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
        using var meter = new Measured();
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
            Assert.Contains(meter.All, m => m is { Instrument: "botpartner.store.request_charge", Value: > 0 } && m.Operation == operation);
            Assert.Contains(meter.All, m => m.Instrument == "botpartner.store.request_duration" && m.Operation == operation);
        }

        await standIn.Drop(options.Database);
    }

    [Fact]
    public async Task Setbacks_are_told_apart_by_what_the_service_said()
    {
        using var meter = new Measured();
        var answers = new Queue<Func<Task<ResponseMessage>>>(
        [
            () => Task.FromResult(new ResponseMessage((HttpStatusCode)429)),
            () => throw new CosmosException("busy", (HttpStatusCode)449, 0, "", 2.5),
            () => throw new HttpRequestException("broken"),
            () => Task.FromResult(new ResponseMessage(HttpStatusCode.OK)),
        ]);
        var requests = new Requests(new(new("http://127.0.0.1:1/"), null, "d", "c"), new HastyTime(TimeSpan.FromSeconds(2.5)));
        Assert.True((await requests.Ask("told apart", _ => answers.Dequeue()(), TestContext.Current.CancellationToken)).Done);
        var setbacks = meter.All.Where(m => m is { Operation: "told apart", Instrument: "botpartner.store.setbacks" });
        Assert.Equal([(0, 1.0), (429, 1.0), (449, 1.0)], setbacks.Select(m => (m.Status, m.Value)).Order());
    }

    [Fact]
    public async Task What_an_exception_was_charged_is_recorded_too()
    {
        using var meter = new Measured();
        var requests = new Requests(new(new("http://127.0.0.1:1/"), null, "d", "c"), new HastyTime(TimeSpan.FromSeconds(2.5)));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => requests.Ask(
            "an exception", _ => throw new CosmosException("no", HttpStatusCode.Unauthorized, 0, "", 3.25), TestContext.Current.CancellationToken));
        Assert.Contains(meter.All, m => m == new Measurement("botpartner.store.request_charge", "an exception", 401, 3.25));
        Assert.Contains(meter.All, m => m == new Measurement("botpartner.store.setbacks", "an exception", 401, 1));
    }

    private sealed record Measurement(string Instrument, string Operation, int Status, double Value);

    /// <summary>What the store's instruments showed while this was there.</summary>
    private sealed class Measured : IDisposable
    {
        private readonly ConcurrentQueue<Measurement> all = new();
        private readonly MeterListener listener = new()
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == Charges.MeterName)
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };

        public Measured()
        {
            listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
            listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
            listener.Start();
        }

        public IReadOnlyCollection<Measurement> All => all;

        public void Dispose() => listener.Dispose();

        private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var said = tags.ToArray().ToDictionary();
            all.Enqueue(new(instrument.Name, (string)said["operation"]!, (int)said["status"]!, value));
        }
    }
}
