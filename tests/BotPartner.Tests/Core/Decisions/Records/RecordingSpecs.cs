using System.Text;
using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using NodaTime;

namespace BotPartner.Tests.Core.Decisions.Records;

/// <summary>What a record and an export let be seen of a decision.</summary>
public sealed class RecordingSpecs
{
    private const string Secret = "Because of the dam.";
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 21, 12, 0);
    private static readonly Person Anna = new("a", "r", "anna", "Anna");

    private static readonly Voice[] Voices =
    [
        .. Enumerable.Range(1, 4).Select(i => new Voice(new($"v{i}", $"Partner {i}", "business"), i == 4 ? null : new(i == 1 ? Choice.Against : Choice.For, i == 1 ? Secret : null, Anna, Noon))),
    ];

    [Theory]
    [InlineData(null)]
    [InlineData(Visibility.Open)]
    [InlineData(Visibility.Sealed)]
    public void Once_it_is_closed_the_record_says_who_said_what(string? visibility)
    {
        var record = Recording.Of("p", Closed(visibility), [new(Voices)]).After(null);
        Assert.Equal(["v1", "v2", "v3"], record.Rounds[0].Ballots!.Select(b => b.Voter));
        Assert.Equal(Secret, record.Rounds[0].Ballots![0].Reason);
        Assert.Null(RecordVerifier.Verify([Chains.Json(record)]).Finding);
    }

    [Fact]
    public void The_record_of_an_anonymous_decision_links_nobody_to_anything()
    {
        var urn = Urn.Empty.With("v3", new(Choice.For))!.With("v1", new(Choice.Against, Secret))!.With("v2", new(Choice.For))!;
        var record = Recording.Of("p", Closed(Visibility.Anonymous), [new(Voices, Urn: urn)]).After(null);
        Assert.Null(record.Rounds[0].Ballots);
        Assert.Equal(urn.Slips, record.Rounds[0].Urn!.Slips);
        Assert.Equal(Result.Adopted, record.Rounds[0].Outcome!.Result);
        Assert.Null(RecordVerifier.Verify([Chains.Json(record)]).Finding);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(Visibility.Sealed, false)]
    [InlineData(Visibility.Anonymous, false)]
    public void While_it_runs_an_export_tells_turnout_and_more_only_if_it_is_open(string? visibility, bool seen)
    {
        foreach (var phase in new[] { Phase.Open, Phase.Closing })
        {
            var running = UnrecordedDecision.Of(Closed(visibility) with { Phase = phase, Outcome = null, ClosedAt = null }, Voices);
            var json = System.Text.Json.JsonSerializer.Serialize(running, RecordJson.Default.UnrecordedDecision);
            Assert.Equal(seen, json.Contains("against", StringComparison.Ordinal));
            Assert.Equal(seen, json.Contains("dam", StringComparison.Ordinal));
            Assert.Equal((3, 4), (running.Cast, running.Electorate));
            Assert.DoesNotContain("dam", Encoding.UTF8.GetString(Csv.Line(DecisionTable.Line(running))), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_was_taken_back_tells_nobodys_ballot()
    {
        var withdrawn = Closed(Visibility.Sealed) with { Phase = Phase.Withdrawn, Outcome = null, Withdrawal = new(Anna, Noon, null) };
        Assert.DoesNotContain("dam", Encoding.UTF8.GetString(Recording.Of("p", withdrawn, [new(Voices)]).After(null).ToBytes()), StringComparison.Ordinal);
        Assert.Null(UnrecordedDecision.Of(withdrawn, Voices).Ballots);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"no\"\nnow", "\"say \"\"no\"\"\nnow\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+49", "'+49")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("＝1", "'＝1")]
    [InlineData("=cmd|'/c calc'!A1,\"x\"", "\"'=cmd|'/c calc'!A1,\"\"x\"\"\"")]
    [InlineData(" padded", "\" padded\"")]
    [InlineData("", "")]
    public void A_cell_is_one_cell_and_never_a_formula(string value, string cell) =>
        Assert.Equal($"{cell},x\r\n", Encoding.UTF8.GetString(Csv.Line([value, "x"])));

    [Fact]
    public void Every_line_of_the_table_has_every_column()
    {
        var closed = Closed(null);
        Assert.Equal(DecisionTable.Header.Count, DecisionTable.Line(Chains.Three()[1]).Count);
        Assert.Equal(DecisionTable.Header.Count, DecisionTable.Line(UnrecordedDecision.Of(closed, Voices)).Count);
        Assert.Equal(DecisionTable.Header.Count, DecisionTable.Line(UnrecordedDecision.Of(closed with { Phase = Phase.Open, Outcome = null }, Voices)).Count);
    }

    private static Decision Closed(string? visibility) => new(12, "Adopt the charter", Method.Majority(Threshold.Half), 50, Anna, "Partner 1", Noon, Noon + Duration.FromDays(3))
    {
        Phase = Phase.Closed,
        Electorate = 4,
        Boxes = 1,
        ClosedAt = Noon + Duration.FromDays(3),
        Visibility = visibility,
        Outcome = Count.Of(Method.Majority(Threshold.Half), 50, 4, [Choice.For, Choice.For, Choice.Against]),
    };
}
