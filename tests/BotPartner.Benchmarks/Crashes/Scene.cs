using System.Collections.Concurrent;
using BotPartner.Core.Chat;
using BotPartner.Core.Digests;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;
using BotPartner.Sandbox.Wire;
using NodaTime;

namespace BotPartner.Benchmarks.Crashes;

/// <summary>Both platforms, the people on them, and what is known of what they did.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private const int Circles = 3;
    private static readonly TimeSpan Redelivered = TimeSpan.FromSeconds(9);
    private int tokens = 100_000;

    private Scene(SimulatedTeams teams, SimulatedSlack slack, Frontdoor door)
    {
        (Teams, Slack, Door) = (teams, slack, door);
        Board = new(teams, slack);
        Teams.BotUrl = Slack.BotUrl = door.Url;
        Team = teams.AddTeam("Crash");
        All = [.. Enumerable.Range(0, Circles).Select(i => new Circle(i, teams, Team, slack))];
    }

    public SimulatedTeams Teams { get; }

    public SimulatedSlack Slack { get; }

    public Frontdoor Door { get; }

    public Board Board { get; }

    public TeamsTeam Team { get; }

    public IReadOnlyList<Circle> All { get; }

    public ConcurrentQueue<Motion> Motions { get; } = [];

    public ConcurrentQueue<Promise> Promises { get; } = [];

    public ConcurrentQueue<Quarrel> Quarrels { get; } = [];

    /// <summary>How often each kind of act was acknowledged, and how often it was never answered.</summary>
    public ConcurrentDictionary<string, (int Yes, int Unanswered)> Acts { get; } = [];

    /// <summary>The partnerships in which nothing happens but that a digest is due: their two places, and when.</summary>
    public IReadOnlyList<(string Id, Place[] Places, DateTimeOffset Due)> Quiet { get; private set; } = [];

    public static async Task<Scene> Open(ulong seed) => new(
        await SimulatedTeams.Start(new() { Seed = seed }),
        await SimulatedSlack.Start(new() { Seed = seed, Time = new Hasty() }),
        await Frontdoor.Open());

    /// <summary>The bot's settings for these platforms.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings => Teams.Settings.Concat(Slack.Settings);

    /// <summary>A word that nothing else holds.</summary>
    public string Token() => $"k{Interlocked.Increment(ref tokens)}";

    /// <summary>Counts an act.</summary>
    public bool Count(string act, bool yes)
    {
        Acts.AddOrUpdate(act, _ => (yes ? 1 : 0, yes ? 0 : 1), (_, n) => (n.Yes + (yes ? 1 : 0), n.Unanswered + (yes ? 0 : 1)));
        return yes;
    }

    /// <summary>Something said; the platform delivers it again if it gets no yes. Whether it ever got one.</summary>
    public async Task<bool> Heard(string act, Task<Delivered> said)
    {
        var first = await said;
        for (var since = DateTimeOffset.UtcNow; !Door.Acknowledged(first) && DateTimeOffset.UtcNow - since < Redelivered;)
        {
            await Task.Delay(50);
        }

        return Count(act, Door.Acknowledged(first));
    }

    /// <summary>What the store holds before the first start; digests are due at these times.</summary>
    public IEnumerable<Entry> Documents(IReadOnlyList<DateTimeOffset> digests)
    {
        var now = TimeProvider.System.Now();
        var entries = All.SelectMany(c => c.Documents(now)).ToList();
        Quiet = [.. digests.Select((due, i) =>
        {
            var id = "p" + Key.Hash($"quiet {i}");
            var (inTeams, inSlack) = (Teams.AddChannel(Team, $"quiet-{i}"), Slack.AddChannel($"quiet-{i}", All[0].OnSlack[0]));
            Place[] places =
            [
                new("teams", Teams.Options.TenantId, inTeams.Id, PlaceKind.Channel) { Route = Teams.ServiceUrl },
                new("slack", Slack.Options.TeamId, inSlack.Id, PlaceKind.Channel),
            ];
            quietChannels.Add((inTeams, inSlack));
            Link[] links = [.. places.Select(p => new Link(p, "en"))];
            entries.AddRange(places.Select(p => Kinds.Place.Write(Kinds.Place.New(Kinds.PlaceKey(p), new(p) { PartnershipId = id, Greeted = true }))));
            entries.Add(Kinds.Partnership.Write(Kinds.Partnership.New(
                Kinds.PartnershipKey(id), new($"Quiet {i}", "UTC", [All[0].Delegates[0]], links, now - Duration.FromDays(90)))));
            entries.Add(Kinds.Partner.Write(Kinds.Partner.New(Kinds.PartnerKey(id, Partner.IdOf("Only")), new("Only", "civil-society", "Africa"))));
            var at = Instant.FromDateTimeOffset(due);
            var digest = new Digest([.. links.Select(l => new PlaceDigest(l.Place, "UTC", l.Digest.ToString(), "2020-01-06", now - Duration.FromDays(7), at))]);
            entries.Add(DigestKinds.Digest.Write(DigestKinds.Digest.New(DigestKinds.Key(id), digest) with { Wake = at }));
            return (id, places, due);
        })];
        return entries;
    }

    private readonly List<(TeamsConversation Teams, SlackChannel Slack)> quietChannels = [];

    /// <summary>People add the bot everywhere, as long as nobody kills it; then all places are watched.</summary>
    public async Task MoveIn()
    {
        await All[0].OnTeams[0].Installs(Team);
        foreach (var person in All.SelectMany(c => c.OnTeams))
        {
            await person.Installs();
        }

        foreach (var circle in All)
        {
            await circle.OnSlack[0].Invites(circle.InSlack);
        }

        foreach (var (_, channel) in quietChannels)
        {
            await All[0].OnSlack[0].Invites(channel);
        }

        // Whatever it says to that is said.
        await Task.Delay(TimeSpan.FromSeconds(2));
        foreach (var circle in All)
        {
            Board.Watch(circle.InTeams, circle.TeamsPlace.Key);
            Board.Watch(circle.InSlack, circle.SlackPlace.Key);
        }

        foreach (var ((teams, slack), (_, places, _)) in quietChannels.Zip(Quiet))
        {
            Board.Watch(teams, places[0].Key, digests: true);
            Board.Watch(slack, places[1].Key, digests: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Teams.DisposeAsync();
        await Slack.DisposeAsync();
        await Door.DisposeAsync();
    }
}
