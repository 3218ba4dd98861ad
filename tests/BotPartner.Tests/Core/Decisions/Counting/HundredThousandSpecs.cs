using BotPartner.Core.Decisions;

namespace BotPartner.Tests.Core.Decisions.Counting;

/// <summary>The product and <see cref="ByHand"/> count the same elections.</summary>
public sealed class HundredThousandSpecs
{
    private const int Times = 100_000;

    [Theory]
    [InlineData(Method.ConsentId)]
    [InlineData(Method.MajorityId)]
    [InlineData(Method.GradientsId)]
    [InlineData(Method.ChooseId)]
    [InlineData(Method.RankId)]
    public void Both_ways_of_counting_agree_on_every_election(string method)
    {
        var dice = new Dice(20261121);
        var results = new Dictionary<Result, int>();
        for (var i = 0; i < Times; i++)
        {
            var election = Elections.Of(method, dice);
            var outcome = Count.Of(election.Terms, election.Votes);
            results[outcome.Result] = results.GetValueOrDefault(outcome.Result) + 1;
            var (counted, byHand) = (Line(outcome), ByHand.Count(election));
            Assert.True(counted == byHand, $"election {i}: counted {counted}, by hand {byHand}");
        }

        // Each way that this method can end was seen often enough to mean something.
        Assert.All(Expected(method), r => Assert.True(results.GetValueOrDefault(r) >= Times / 50, $"{r}: {results.GetValueOrDefault(r)}"));
        Assert.Equal(Expected(method).Order(), results.Keys.Order());
    }

    private static Result[] Expected(string method) => method switch
    {
        Method.ConsentId => [Result.Adopted, Result.Objected, Result.NoQuorum],
        Method.MajorityId => [Result.Adopted, Result.Rejected, Result.NoQuorum],
        Method.GradientsId => [Result.Adopted, Result.Rejected, Result.Objected, Result.NoQuorum],
        _ => [Result.Chosen, Result.Tied, Result.NoQuorum],
    };

    private static string Line(Outcome outcome)
    {
        var working = outcome.Working!;
        var turnout = working.Turnout!;
        var parts = working switch
        {
            { Share: { } share } => string.Join(' ', working.ShareOfEach!.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key} {Line(s.Value)}").Prepend(Line(share))),
            { Scores: { } scores } => $"{string.Join(' ', scores.Select(s => s.Millionths))} {Line(working.Tiers!)}",
            { Pairwise: { } pairwise } => $"{Line(pairwise)}|{Line(working.Paths!)}|{Line(working.Tiers!)}",
            _ => "",
        };
        return $"{outcome.Result} {turnout.Cast.Millionths}/{turnout.Of.Millionths}>={turnout.Needed.Millionths} {parts}";
    }

    private static string Line(Share share) => $"{share.Votes.Millionths}/{share.Of.Millionths}:{share.Met}";

    private static string Line(IReadOnlyList<IReadOnlyList<int>> tiers) => string.Join('>', tiers.Select(t => string.Join('=', t)));

    private static string Line(IReadOnlyList<IReadOnlyList<Weight>> table) => string.Join(' ', table.SelectMany(r => r).Select(w => w.Millionths));
}
