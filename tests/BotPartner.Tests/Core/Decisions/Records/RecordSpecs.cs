using System.Text;
using System.Text.Json;
using BotPartner.Core.Decisions;

namespace BotPartner.Tests.Core.Decisions.Records;

public sealed class RecordSpecs
{
    [Fact]
    public void A_record_is_written_in_one_form_only()
    {
        var bytes = Chains.Three()[0].ToBytes();
        Assert.Equal(bytes, CanonicalJson.Bytes(Chains.Json(Encoding.UTF8.GetString(bytes))));
        Assert.StartsWith("{\"closedAt\":\"2026-11-28T12:00:00Z\",\"format\":\"botpartner.decision/1\",\"hash\":\"", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_record_links_to_nothing_and_each_other_to_the_one_before()
    {
        var chain = Chains.Three();
        Assert.Equal([DecisionRecord.Zeros, chain[0].Hash, chain[1].Hash], chain.Select(r => r.Previous));
        Assert.Equal([1, 2, 3], chain.Select(r => r.Position));
        Assert.All(chain, r => Assert.Matches("^[0-9a-f]{64}$", r.Hash));
    }

    [Fact]
    public void The_hashes_of_today_are_the_hashes_for_ever() => Assert.Equal(
        [
            "60501dfe4adf2a954e6edbee53eda3b97249db7bb91d676b77107ca564d08e79",
            "36672cffa3852f89a5610a212cf83970843704aeb7620cde4e10db050391636b",
            "5481fe5b6887fa75b597609198bd646b601be0a55fa3a9f256d1a2b78ab1daa6",
        ],
        Chains.Three().Select(r => r.Hash));

    [Fact]
    public void A_record_names_no_person() => Assert.All(Chains.Three(), r => Assert.DoesNotContain("\"by\"", Encoding.UTF8.GetString(r.ToBytes()), StringComparison.Ordinal));

    [Fact]
    public void An_anonymous_record_knows_who_and_what_but_not_who_what()
    {
        var round = Chains.Three()[2].Rounds[0];
        Assert.Null(round.Ballots);
        Assert.Equal(["v1", "v2", "v4"], round.Urn!.TookPart);
        Assert.Equal(["approve:1,2", "approve:2", "approve:3"], round.Urn.Slips.Select(s => s.Choice));
        Assert.Equal(Result.Chosen, round.Outcome!.Result);
        Assert.Empty((round with { Terms = round.Terms with { QuorumPercent = 100 } }).Counted().Urn!.Slips);
    }

    [Theory]
    [InlineData("""{"b":1,"a":[true,false,"é"],"A":{}}""", """{"A":{},"a":[true,false,"é"],"b":1}""")]
    [InlineData("""{"\u20ac":"Euro","\r":"CR","\ufb33":"Dalet","1":"One","\ud83d\ude00":"Smile","\u0080":"Control","\u00f6":"O"}""", "{\"\\r\":\"CR\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"O\",\"€\":\"Euro\",\"\ud83d\ude00\":\"Smile\",\"\ufb33\":\"Dalet\"}")]
    [InlineData("\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\"", "\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"")]
    [InlineData("-0", "0")]
    public void Values_are_written_as_RFC_8785_says(string json, string canonical) => Assert.Equal(canonical, Encoding.UTF8.GetString(CanonicalJson.Bytes(Chains.Json(json))!));

    [Theory]
    [InlineData("1.5")]
    [InlineData("1e2")]
    [InlineData("99999999999999999999")]
    [InlineData("null")]
    [InlineData("""{"a":1,"a":1}""")]
    [InlineData("""{"a":[{"b":null}]}""")]
    [InlineData("\"\\ud800\"")]
    public void What_records_never_hold_has_no_form(string json) => Assert.Null(CanonicalJson.Bytes(Chains.Json(json)));

    [Fact]
    public void What_was_stored_before_there_were_five_methods_is_read_still()
    {
        const string decision = """
            {"schema":1,"state":{"number":1,"text":"T","method":{"id":"majority","threshold":{"numerator":2,"denominator":3,"strict":false},"choices":["for","against","abstain"]},
            "quorumPercent":50,"proposer":{"platform":"a","realm":"r","user":"anna","name":"Anna"},"proposedAt":"2026-11-21T12:00:00Z","closesAt":"2026-11-28T12:00:00Z",
            "phase":"Closed","electorate":6,"boxes":1,"cast":4,"revision":3,
            "outcome":{"result":"Adopted","electorate":6,"cast":4,"needed":3,"counts":{"for":3,"against":1,"abstain":0},"quorate":true}},"owes":[],"seen":[],"delivered":{}}
            """;
        const string box = """
            {"schema":1,"state":{"number":1,"voters":[{"id":"x","name":"Xylem","constituency":"business"}],
            "ballots":{"x":{"choice":"for","reason":"r","by":{"platform":"a","realm":"r","user":"anna","name":"Anna"},"at":"2026-11-21T12:00:00Z"}},"sealed":true},"owes":[],"seen":[],"delivered":{}}
            """;
        var state = JsonSerializer.Deserialize(decision, DecisionKinds.Decision.Json)!.State;
        Assert.Equal(Method.Majority(new(2, 3, false)), state.Method);
        Assert.Equal(Method.Consent, JsonSerializer.Deserialize("""{"id":"consent","choices":["consent","aside","object"]}""", RecordJson.Default.Method));
        Assert.Equal((Result.Adopted, true, 3), (state.Outcome!.Result, state.Outcome.Quorate, state.Outcome.Of(Choice.For)));
        var read = JsonSerializer.Deserialize(box, DecisionKinds.Box.Json)!.State;
        Assert.Equal((Weight.One, Choice.For), (read.Voters[0].Weighs, read.Ballots["x"].Choice));
    }

    [Fact]
    public void What_is_stored_now_is_read_as_it_was()
    {
        var round = Chains.Three()[0].Rounds[0];
        var method = new Method(Method.GradientsId) { Threshold = new(3, 4, false), OfElectorate = true, EachConstituency = true, Veto = true, Supporting = 3 };
        Assert.Equal("""{"id":"gradients","threshold":{"numerator":3,"denominator":4,"strict":false},"ofElectorate":true,"eachConstituency":true,"veto":true,"supporting":3}""", JsonSerializer.Serialize(method, RecordJson.Default.Method));
        Assert.Equal("""{"id":"consent"}""", JsonSerializer.Serialize(Method.Consent, RecordJson.Default.Method));
        Assert.Equal(method, JsonSerializer.Deserialize(JsonSerializer.Serialize(method, RecordJson.Default.Method), RecordJson.Default.Method));
        Assert.Equivalent(round.Outcome, JsonSerializer.Deserialize(JsonSerializer.Serialize(round.Outcome, RecordJson.Default.Outcome!), RecordJson.Default.Outcome), strict: true);
        var choose = Counting.Poll.Choose(3, 2);
        Assert.Equal(choose, JsonSerializer.Deserialize(JsonSerializer.Serialize(choose, RecordJson.Default.Method), RecordJson.Default.Method));
    }
}
