using System.Text.Json;
using BotPartner.Core;
using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using NodaTime;

namespace BotPartner.Tests.Core.Decisions;

/// <summary>What was once written is still read.</summary>
public sealed class DecisionJsonSpecs
{
    // As a document stood before terms had more than a method and a quorum.
    private const string Before =
        """
        {"number":7,"text":"Adopt the charter","method":{"id":"majority","threshold":{"numerator":2,"denominator":3,"strict":false}},"quorumPercent":60,
         "proposer":{"platform":"slack","realm":"T1","user":"U1","name":"Bo"},"proposedAt":"2026-11-21T12:00:00Z","closesAt":"2026-11-24T12:00:00Z","phase":"Closed","closedAt":"2026-11-24T12:00:00Z",
         "electorate":3,"boxes":1,"outcome":{"result":"Adopted","electorate":3,"cast":2,"needed":2,"counts":{"for":2,"against":0,"abstain":0}}}
        """;

    [Fact]
    public void A_decision_of_before_terms_is_read_and_shown()
    {
        var decision = JsonSerializer.Deserialize(JsonDocument.Parse($$"""{"state":{{Before}}}""").RootElement.GetProperty("state"), CoreJson.Default.Decision)!;
        Assert.Equal(new Terms(Method.Majority(new(2, 3, Strict: false)), 60), decision.Terms);
        Assert.False(decision.Hidden);
        var card = DecisionCards.Closed(decision, []);
        Assert.Contains("result.adopted", JsonSerializer.Serialize(card, CoreJson.Default.Card), StringComparison.Ordinal);
        Assert.Contains("working.majority.met", JsonSerializer.Serialize(card, CoreJson.Default.Card), StringComparison.Ordinal);
    }

    [Fact]
    public void Terms_come_back_as_they_were_written_and_plain_ones_take_no_more_room_than_before()
    {
        var plain = new Decision(7, "x", Method.Consent, 50, new Person("slack", "T1", "U1", "Bo"), null, Instant.FromUnixTimeSeconds(0), Instant.FromUnixTimeSeconds(9));
        var terms = new Terms(new(Method.RankId) { Options = ["A", "B"] }, 75) { EachConstituency = true, Visibility = Visibility.Sealed };
        Assert.Equal(terms, JsonSerializer.Deserialize(JsonSerializer.Serialize(plain with { Terms = terms }, CoreJson.Default.Decision), CoreJson.Default.Decision)!.Terms);
        var written = JsonSerializer.Serialize(plain, CoreJson.Default.Decision);
        Assert.DoesNotContain("onstituency", written, StringComparison.Ordinal);
        Assert.DoesNotContain("isibility", written, StringComparison.Ordinal);
        Assert.DoesNotContain("terms", written, StringComparison.Ordinal);
    }
}
