using System.Collections.Concurrent;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;

namespace BotPartner.Benchmarks.Crashes;

/// <summary>One partnership: a channel on each platform, and four people on each, every one of them the delegate of a partner. The first of each are its stewards.</summary>
internal sealed class Circle
{
    private const int Each = 4;

    public Circle(int number, SimulatedTeams teams, TeamsTeam team, SimulatedSlack slack)
    {
        Number = number;
        Id = "p" + Key.Hash($"crash {number}");
        InTeams = teams.AddChannel(team, $"circle-{number}");
        OnTeams = [.. Enumerable.Range(0, Each).Select(i => teams.AddPerson($"Tea {number} {i}", PartnerName(number, i), "en-GB", "GB", "Europe/London"))];
        foreach (var person in OnTeams)
        {
            team.Members.Add(person.Account);
        }

        OnSlack = [.. Enumerable.Range(0, Each).Select(i => slack.AddPerson($"Sal {number} {i}", PartnerName(number, Each + i)))];
        InSlack = slack.AddChannel($"circle-{number}", [.. OnSlack]);
        TeamsPlace = new("teams", teams.Options.TenantId, InTeams.Id, PlaceKind.Channel) { Route = teams.ServiceUrl };
        SlackPlace = new("slack", slack.Options.TeamId, InSlack.Id, PlaceKind.Channel);
        Delegates =
        [
            .. OnTeams.Select(p => new Person("teams", teams.Options.TenantId, p.Account.Id, p.Name) { Language = "en-GB", TimeZone = "Europe/London", Route = teams.ServiceUrl }),
            .. OnSlack.Select(p => new Person("slack", slack.Options.TeamId, p.Account.Id, p.Name) { Language = "en-GB", TimeZone = "Europe/London" }),
        ];
    }

    public int Number { get; }

    public string Id { get; }

    public TeamsConversation InTeams { get; }

    public SlackChannel InSlack { get; }

    public Place TeamsPlace { get; }

    public Place SlackPlace { get; }

    public IReadOnlyList<TeamsPerson> OnTeams { get; }

    public IReadOnlyList<SlackPerson> OnSlack { get; }

    /// <summary>Those on Teams first.</summary>
    public IReadOnlyList<Person> Delegates { get; }

    /// <summary>What is voted on now.</summary>
    public ConcurrentDictionary<string, Motion> Open { get; } = [];

    /// <summary>What was completed for good.</summary>
    public ConcurrentQueue<Promise> Completed { get; } = [];

    /// <summary>What a partner is called.</summary>
    public string Partner(int delegated) => PartnerName(Number, delegated);

    /// <summary>Its documents, as they are when all have joined and been admitted.</summary>
    public IEnumerable<Entry> Documents(NodaTime.Instant now)
    {
        Place[] places = [TeamsPlace, SlackPlace];
        foreach (var place in places)
        {
            yield return Kinds.Place.Write(Kinds.Place.New(Kinds.PlaceKey(place), new(place) { PartnershipId = Id, Greeted = true }));
        }

        yield return Kinds.Partnership.Write(Kinds.Partnership.New(
            Kinds.PartnershipKey(Id), new($"Circle {Number}", "Europe/London", [Delegates[0], Delegates[Each]], [.. places.Select(p => new Link(p, "en"))], now)));
        for (var i = 0; i < Delegates.Count; i++)
        {
            var (person, name) = (Delegates[i], Partner(i));
            var partner = Core.Partnerships.Partner.IdOf(name);
            yield return Kinds.Partner.Write(Kinds.Partner.New(Kinds.PartnerKey(Id, partner), new(name, "civil-society", "Africa") { FocalPoint = person }));
            yield return Kinds.Member.Write(Kinds.Member.New(Kinds.MemberKey(Id, person), new(person, partner, name, Standing.Admitted, now) { Delegate = true, FocalPoint = true }) with
            {
                Delivered = new Dictionary<string, Delivery>
                {
                    [Delivery.Key("ask", Delegates[0].Direct)] = new("D1/1792345678.000100", now.ToUnixTimeMilliseconds(), now),
                    [Delivery.Key("admitted", person.Direct)] = new("D1/1792345678.000200", now.ToUnixTimeMilliseconds() + 1, now),
                },
            });
            yield return Kinds.Person.Write(Kinds.Person.New(Kinds.PersonKey(person), new([Id])));
        }
    }

    private static string PartnerName(int circle, int delegated) => $"Partner {circle}{delegated}";
}

/// <summary>A proposal, with what each partner may be held to.</summary>
internal sealed class Motion(Circle circle, string token)
{
    private readonly ConcurrentDictionary<int, Possible> votes = new();
    private volatile bool closing;

    public Circle Circle => circle;

    public string Token => token;

    /// <summary>Whether putting it was acknowledged.</summary>
    public bool Acknowledged { get; set; }

    /// <summary>What its cards call it.</summary>
    public int? Number { get; set; }

    /// <summary>Whether somebody asked to close it: votes that are answered from then on may have come too late.</summary>
    public bool Closing
    {
        get => closing;
        set => closing = value;
    }

    /// <summary>Whether that was acknowledged.</summary>
    public bool Closed { get; set; }

    /// <summary>What a partner may be held to.</summary>
    public Possible Of(int delegated) => votes.GetOrAdd(delegated, _ => new(""));
}

/// <summary>A milestone, with what it may be held to.</summary>
internal sealed class Promise(Circle circle, string token)
{
    private readonly ConcurrentDictionary<int, Possible> kudos = new();

    public Circle Circle => circle;

    public string Token => token;

    public bool Acknowledged { get; set; }

    public int? Number { get; set; }

    /// <summary>Whether it is done.</summary>
    public Possible Done { get; } = new("no");

    /// <summary>Whether somebody's kudos stand.</summary>
    public Possible Kudos(int delegated) => kudos.GetOrAdd(delegated, _ => new("no"));

    public IEnumerable<(int Delegated, Possible Given)> AllKudos => kudos.Select(k => (k.Key, k.Value));
}

/// <summary>A tension, with what was done to it: each step with the word that it was done with, and whether it was acknowledged.</summary>
internal sealed class Quarrel(Circle circle, string token, int by)
{
    /// <summary>Which of the people on Slack raised it; the one in the same place on Teams is the other side.</summary>
    public int By => by;

    public Circle Circle => circle;

    public string Token => token;

    /// <summary>Step to its word and whether that was acknowledged.</summary>
    public ConcurrentDictionary<string, (string Word, bool Acknowledged)> Steps { get; } = [];
}
