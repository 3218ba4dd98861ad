using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Storage.Cosmos;
using NodaTime;

namespace BotPartner.Tests.Stories;

/// <summary>Two processes of the bot on a stage's store, each behind doors of its own to the store and to Slack, where requests can be held.</summary>
internal sealed class Pair : IAsyncDisposable
{
    /// <summary>In seconds: what one process has in hand is another's after it.</summary>
    public const int Lease = 20;

    private readonly CosmosDocuments store;

    private Pair(Replica[] both, CosmosDocuments store) => (Both, this.store) = (both, store);

    public IReadOnlyList<Replica> Both { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Takes the place of the stage's own bot.</summary>
    public static async Task<Pair> Start(Stage stage)
    {
        await stage.Stop();
        string Setting(string name) => stage.Arguments.Single(a => a.StartsWith($"--{name}=", StringComparison.Ordinal))[(name.Length + 3)..];
        var options = new CosmosOptions(
            new(Setting("Storage:Cosmos:Endpoint")), Setting("Storage:Cosmos:Key"), Setting("Storage:Cosmos:Database"), Setting("Storage:Cosmos:Container"))
        { Gateway = true };
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            var (toStore, toSlack) = (await Balancer.Start(), await Balancer.Start());
            toStore.To([options.Endpoint]);
            toSlack.To([new(stage.Slack.Url)]);
            var (process, url) = await BotProcess.Start(
                [
                    .. stage.Arguments,
                    $"--Storage:Cosmos:Endpoint={toStore.Url}",
                    $"--Slack:ApiBaseUrl={toSlack.Url}api/",
                    $"--Clock:LeaseSeconds={Lease}",
                    "--Clock:PollSeconds=0.2",
                ],
                Stop);
            return new Replica(process, url, toStore, toSlack);
        }));
        stage.SendTo(both.Select(r => r.Url));
        return new(both, await CosmosDocuments.Open(options, TimeProvider.System, new RandomIds(), Stop));
    }

    /// <summary>Holds such requests at the door of each; the one that comes to one first is the victim.</summary>
    public async Task<(Replica Victim, Replica Other)> FirstHeld(Func<Replica, Balancer> door, Func<Hold> hold)
    {
        foreach (var replica in Both)
        {
            door(replica).Hold = hold();
        }

        var holds = Both.Select(r => door(r).Hold!.Reached).ToArray();
        var first = await Task.WhenAny(holds).WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Stop);
        return first == holds[0] ? (Both[0], Both[1]) : (Both[1], Both[0]);
    }

    /// <summary>The first decision as the store has it now, if it is to be worked on.</summary>
    public async Task<Document<Decision>?> Decision() =>
        (await store.Due(Instant.FromUtc(2100, 1, 1, 0, 0), 1000, Stop)).SingleOrDefault(e => e.Kind == DecisionKinds.Decision.Name) is { } entry
            ? DecisionKinds.Decision.Read(entry)
            : null;

    /// <summary>Which of its boxes are sealed.</summary>
    public async Task<bool[]> Sealed(Document<Decision> decision)
    {
        var boxes = await Task.WhenAll(Enumerable.Range(0, decision.State.Boxes).Select(i => store.Find(DecisionKinds.BoxKey(decision.Key.Partition, decision.State.Number, i), Stop)));
        return [.. boxes.Select(b => DecisionKinds.Box.Read(b!).State.Sealed)];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in Both)
        {
            replica.Process.Dispose();
            await replica.ToStore.DisposeAsync();
            await replica.ToSlack.DisposeAsync();
        }

        store.Dispose();
    }
}

/// <summary>One of them.</summary>
internal sealed record Replica(BotProcess Process, Uri Url, Balancer ToStore, Balancer ToSlack);
