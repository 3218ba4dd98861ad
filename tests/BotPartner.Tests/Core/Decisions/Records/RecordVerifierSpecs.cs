using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotPartner.Core.Decisions;
using BotPartner.Core.Languages;

namespace BotPartner.Tests.Core.Decisions.Records;

public sealed class RecordVerifierSpecs
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public void Untouched_records_hold_however_the_file_is_laid_out()
    {
        var lines = Chains.Three().Select(r => Encoding.UTF8.GetString(r.ToBytes())).ToArray();
        var reversed = lines.Select(l => new JsonObject(JsonNode.Parse(l)!.AsObject().Reverse().Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))).ToJsonString(Indented));
        foreach (var file in new[] { string.Join('\n', lines), $"[{string.Join(',', lines)}]", string.Join("\r\n\n", reversed) })
        {
            Assert.Equal(new Verification(3, 1, null), RecordVerifier.Verify(Encoding.UTF8.GetBytes(file)));
        }
    }

    [Fact]
    public void A_part_of_the_chain_holds_and_says_where_it_begins() =>
        Assert.Equal(new Verification(2, 2, null), RecordVerifier.Verify(Chains.Three().Skip(1).Select(Chains.Json)));

    [Theory]
    [InlineData(0, "\"choice\":\"against\"", "\"choice\":\"for\"", Faults.Count, "rounds[0].outcome.counts.against")]
    [InlineData(0, "\"against\":1", "\"against\":2", Faults.Count, "rounds[0].outcome.counts.against")]
    [InlineData(0, "\"result\":\"Adopted\"", "\"result\":\"Rejected\"", Faults.Count, "rounds[0].outcome.result")]
    [InlineData(0, "\"weight\":\"2.5\"", "\"weight\":\"1.5\"", Faults.Count, "rounds[0].outcome.working.share.of")]
    [InlineData(0, "\"choice\":\"against\"", "\"choice\":\"maybe\"", Faults.Ballot, "rounds[0].ballots[2].choice")]
    [InlineData(0, "\"voter\":\"v3\"", "\"voter\":\"v9\"", Faults.Ballot, "rounds[0].ballots[1].voter")]
    [InlineData(0, "\"voter\":\"v3\"", "\"voter\":\"v1\"", Faults.Ballot, "rounds[0].ballots[1].voter")]
    [InlineData(0, "\"to\":\"v3\"", "\"to\":\"v2\"", Faults.Mandate, "rounds[0].mandates[0]")]
    [InlineData(0, "\"mandateCap\":1,", "", Faults.Mandate, "rounds[0].mandates[0]")]
    [InlineData(0, "\"id\":\"v2\"", "\"id\":\"v1\"", Faults.Terms, "rounds[0].voters")]
    [InlineData(0, "\"quorumPercent\":60", "\"quorumPercent\":101", Faults.Terms, "rounds[0].terms")]
    [InlineData(0, "\"denominator\":2", "\"denominator\":0", Faults.Terms, "rounds[0].terms")]
    [InlineData(0, "It is time.", "It was time.", Faults.Hash, "hash")]
    [InlineData(0, "Adopt the charter", "Reject the charter", Faults.Hash, "hash")]
    [InlineData(0, "\"number\":12", "\"number\":13", Faults.Hash, "hash")]
    [InlineData(0, "\"format\":\"botpartner.decision/1\"", "\"format\":\"botpartner.decision/2\"", Faults.Format, "format")]
    [InlineData(0, "\"position\":1", "\"position\":1.5", Faults.Unreadable, "")]
    [InlineData(0, "\"position\":1", "\"position\":\"1\"", Faults.Unreadable, "$.position")]
    [InlineData(0, "\"weight\":\"2.5\"", "\"weight\":\"x\"", Faults.Unreadable, "$.rounds[0].voters[0].weight")]
    [InlineData(0, "\"weight\":\"2.5\"", "\"weight\":\"9000000\"", Faults.Terms, "rounds[0].voters")]
    [InlineData(1, "\"choice\":\"rank:2>1\"", "\"choice\":\"rank:2>1>2\"", Faults.Ballot, "rounds[1].ballots[0].choice")]
    [InlineData(1, "\"choice\":\"rank:2>1\"", "\"choice\":\"rank:1>2\"", Faults.Count, "rounds[1].outcome.working.pairwise[0][1]")]
    [InlineData(1, "\"reason\":\"Too early.\",", "", Faults.Ballot, "rounds[0].ballots[1].choice")]
    [InlineData(2, "\"choice\":\"approve:2\"", "\"choice\":\"approve:1\"", Faults.Count, "rounds[0].outcome.counts.1")]
    [InlineData(2, "{\"choice\":\"approve:2\"},", "", Faults.Ballot, "rounds[0].urn.slips")]
    [InlineData(2, "\"tookPart\":[\"v1\",", "\"tookPart\":[\"v2\",", Faults.Ballot, "rounds[0].urn.tookPart")]
    public void The_first_thing_that_does_not_match_is_named(int record, string was, string now, string fault, string path)
    {
        var lines = Chains.Three().Select(r => Encoding.UTF8.GetString(r.ToBytes())).ToArray();
        Assert.Contains(was, lines[record], StringComparison.Ordinal);
        var at = lines[record].IndexOf(was, StringComparison.Ordinal);
        lines[record] = string.Concat(lines[record].AsSpan(0, at), now, lines[record].AsSpan(at + was.Length));
        var verified = RecordVerifier.Verify(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        Assert.Equal((record, fault, record + 1, path), (verified.Checked, verified.Finding?.Fault, verified.Finding?.Record, verified.Finding?.Path));
    }

    [Fact]
    public void A_missing_a_doubled_and_a_misplaced_record_are_named()
    {
        var chain = Chains.Three();
        Assert.Equal((Faults.Position, "3", "2"), Found(chain[0], chain[2]));
        Assert.Equal((Faults.Position, "1", "2"), Found(chain[0], chain[0]));
        Assert.Equal((Faults.Position, "1", "3"), Found(chain[1], chain[0], chain[2]));
    }

    [Fact]
    public void A_record_that_was_changed_and_hashed_anew_breaks_the_link_of_the_next()
    {
        var chain = Chains.Three();
        var forged = (chain[0] with { Number = 99 }).After(null);
        Assert.Equal((Faults.Link, chain[0].Hash, forged.Hash), Found(forged, chain[1], chain[2]));
        Assert.Equal((Faults.Link, "q", "p"), Found(chain[0], (chain[1] with { Partnership = "q" }).After(chain[0])));
    }

    [Fact]
    public void A_count_that_was_forged_is_found_even_if_the_whole_chain_was_written_anew()
    {
        var forged = Chains.Forged(Chains.Three(), 0, r => r with { Rounds = [r.Rounds[0] with { Outcome = r.Rounds[0].Outcome! with { Result = Result.Rejected } }] });
        Assert.Equal((Faults.Count, "Rejected", "Adopted"), Found(forged));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[1,2]")]
    [InlineData("{}")]
    [InlineData("[[]]")]
    [InlineData("""{"format":"botpartner.decision/1"}""")]
    [InlineData("""{"format":"botpartner.decision/1","rounds":[null]}""")]
    [InlineData("""{"format":17}""")]
    public void Whatever_else_a_file_holds_is_no_record(string file) => Assert.NotNull(RecordVerifier.Verify(Encoding.UTF8.GetBytes(file)).Finding);

    [Fact]
    public void What_stands_before_a_torn_end_is_checked_first()
    {
        var lines = string.Join('\n', Chains.Three().Select(r => Encoding.UTF8.GetString(r.ToBytes())));
        var verified = RecordVerifier.Verify(Encoding.UTF8.GetBytes(lines[..^5]));
        Assert.Equal((2, Faults.Unreadable, 3), (verified.Checked, verified.Finding!.Fault, verified.Finding.Record));
    }

    [Fact]
    public void No_single_character_of_a_file_can_be_changed_unnoticed()
    {
        var file = Encoding.UTF8.GetBytes(string.Join('\n', Chains.Three().Select(r => Encoding.UTF8.GetString(r.ToBytes()))));
        for (var i = 0; i < file.Length; i++)
        {
            var changed = (byte[])file.Clone();
            changed[i] = (byte)(changed[i] == 'x' ? 'y' : 'x');
            Assert.True(file[i] == '\n' || RecordVerifier.Verify(changed).Finding is not null, $"character {i}");
        }
    }

    [Fact]
    public void Every_fault_has_its_words()
    {
        var texts = Texts.Load();
        Assert.All(typeof(Faults).GetFields().Select(f => (string)f.GetValue(null)!), f => Assert.True(texts.Has($"verify.{f}"), f));
    }

    private static (string Fault, string Found, string Expected) Found(params DecisionRecord[] records) =>
        RecordVerifier.Verify(records.Select(Chains.Json)).Finding is { } finding ? (finding.Fault, finding.Found, finding.Expected) : default;
}
