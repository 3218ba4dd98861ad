using System.Text.Json;
using BotPartner.Core;
using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using NodaTime;

namespace BotPartner.Tests.Core.Decisions;

/// <summary>A sealed decision looks the same whatever its ballots say, until it is closed.</summary>
public sealed class SealedSpecs
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 21, 12, 0);
    private static readonly Person Bo = new("slack", "T1", "U1", "Bo");

    public static TheoryData<string> Wires => [.. Methods.Offered];

    [Theory]
    [MemberData(nameof(Wires))]
    public void The_card_tells_the_turnout_and_nothing_else(string wire)
    {
        var decision = Open(wire);
        var contents = Contents(decision.Method);
        foreach (var phase in new[] { Phase.Open, Phase.Closing })
        {
            var cards = contents.Select(c => Written(DecisionCards.Live("p", decision with { Phase = phase }, Voices(c, "why it is so")))).Distinct().ToArray();
            Assert.Single(cards);
            Assert.DoesNotContain("why it is so", cards[0], StringComparison.Ordinal);
            Assert.DoesNotContain("Voter", cards[0], StringComparison.Ordinal);
            Assert.Contains("decision.visibility.sealed", cards[0], StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public void Who_voted_is_not_told_either(string wire)
    {
        var voices = Voices(Contents(Open(wire).Method)[0], "r");
        Assert.Equal(
            Written(DecisionCards.Live("p", Open(wire), voices)),
            Written(DecisionCards.Live("p", Open(wire), [.. voices.Select(v => v with { Ballot = v.Ballot is null ? voices[0].Ballot : v.Voter.Id == "v0" ? null : v.Ballot })])));
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public void Closed_it_tells_everything(string wire)
    {
        var decision = Open(wire);
        var voices = Voices(Contents(decision.Method)[0], "why it is so");
        var closed = decision with { Phase = Phase.Closed, ClosedAt = Noon, Outcome = Count.Of(decision.Terms, [.. voices.Select(v => new Vote(v.Voter, v.Ballot?.Choice))]) };
        var card = Written(DecisionCards.Closed(closed, voices));
        Assert.Contains("why it is so", card, StringComparison.Ordinal);
        Assert.Contains("Voter 0", card, StringComparison.Ordinal);
        Assert.Contains("decision.visibility.sealed.over", card, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "result.no-quorum.each")]
    [InlineData(1, "result.no-quorum")]
    public void A_quorum_that_only_a_constituency_misses_is_told_as_that(int cast, string key)
    {
        var terms = new Terms(Method.Consent, 50) { EachConstituency = true };
        var outcome = Count.Of(terms, [.. Enumerable.Range(0, 4).Select(i => new Vote(new($"v{i}", "V", i == 3 ? "media" : "business"), i < cast ? Choice.Consent : null))]);
        Assert.Equal(key, Assert.IsType<Text.Said>(DecisionCards.ResultOf(Method.Consent, outcome)).Key);
    }

    private static Decision Open(string wire) => new(1, "x", Methods.Parse(wire, ["Lima", "Dakar", "Rome"])!, 50, Bo, "P", Noon, Noon + Duration.FromDays(3))
    {
        Phase = Phase.Open,
        Electorate = 3,
        Boxes = 1,
        Visibility = Visibility.Sealed,
    };

    private static string[] Contents(Method method) => method switch
    {
        { Id: Method.RankId } => ["rank:1>2>3", "rank:3=2", Choice.Abstain],
        { Approvals: > 1 } => ["approve:1,2", "approve:3", Choice.Abstain],
        _ => [.. method.Choices],
    };

    private static Voice[] Voices(string content, string reason) =>
        [.. Enumerable.Range(0, 3).Select(i => new Voice(new($"v{i}", $"Voter {i}", "business"), i == 2 ? null : new Ballot(content, reason, Bo, Noon)))];

    private static string Written(Card card) => JsonSerializer.Serialize(card, CoreJson.Default.Card);
}
