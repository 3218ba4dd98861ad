using System.Text.Json;
using BotPartner.Core.Decisions;
using BotPartner.Tests.Core.Decisions.Counting;
using NodaTime;

namespace BotPartner.Tests.Core.Decisions.Records;

/// <summary>Records of closed decisions, chained.</summary>
internal static class Chains
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 21, 12, 0);

    /// <summary>A weighted majority with a mandate; a ranking after an amended round of consent; an anonymous choice.</summary>
    public static DecisionRecord[] Three()
    {
        Voter[] voters = [Poll.Voter(1, weight: "2.5"), Poll.Voter(2, "media"), Poll.Voter(3, "workers"), Poll.Voter(4)];
        var majority = new RecordedRound("Adopt the charter “as it is” 🌍\n\t<b>", new Terms(Poll.Half with { EachConstituency = true }, 60) { MandateCap = 1, CapPercent = 50 }, voters)
        {
            Ballots = [new("v3", Choice.For), new("v1", Choice.For, "It is time."), new("v4", Choice.Against)],
            Mandates = [new("v2", "v3")],
        }.Counted();
        var consent = new RecordedRound("Meet in May", new Terms(Method.Consent, 50), voters) { Ballots = [new("v2", Choice.Object, "Too early."), new("v1", Choice.Consent)] }.Counted();
        var rank = new RecordedRound("Where to meet", new Terms(Poll.Rank(3), 50), voters) { Ballots = [new("v1", "rank:2>1"), new("v2", "rank:1=3>2")] }.Counted();
        var choose = new RecordedRound("Which day", new Terms(Poll.Choose(3, 2), 50) { Visibility = Visibility.Anonymous }, [.. voters.Select(v => v with { Weight = null })])
        {
            Urn = new Urn(["v1", "v2", "v4"], [new("approve:1,2"), new("approve:2"), new("approve:3", "Rain.")]),
        }.Counted();
        var chain = new List<DecisionRecord>();
        foreach (var rounds in new RecordedRound[][] { [majority], [consent, rank], [choose] })
        {
            var record = new DecisionRecord(DecisionRecord.CurrentFormat, "p", 0, 12 - chain.Count, "", Noon, Noon + Duration.FromDays(7), rounds, "") { Proposer = "Xylem" };
            chain.Add(record.After(chain.LastOrDefault()));
        }

        return [.. chain];
    }

    public static JsonElement Json(DecisionRecord record) => JsonSerializer.SerializeToElement(record, RecordJson.Default.DecisionRecord);

    public static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;

    /// <summary>The chain made whole again from a changed record on, as somebody would who may write them all.</summary>
    public static DecisionRecord[] Forged(DecisionRecord[] chain, int at, Func<DecisionRecord, DecisionRecord> change)
    {
        for (var i = at; i < chain.Length; i++)
        {
            chain[i] = (i == at ? change(chain[i]) : chain[i]).After(i == 0 ? null : chain[i - 1]);
        }

        return chain;
    }
}
