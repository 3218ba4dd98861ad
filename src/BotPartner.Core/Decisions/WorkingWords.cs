using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary>How an outcome follows from the ballots, in words.</summary>
public static class WorkingWords
{
    /// <summary>Turnout against quorum, each constituency, then the method's own.</summary>
    public static IEnumerable<Text> Of(Decision decision)
    {
        var outcome = decision.Outcome!;
        var least = Count.Raised(decision.Terms, outcome.Electorate) ? ".least" : "";
        yield return outcome is { Weighted: true, Working.Turnout: { } weighed }
            ? Text.Say(
                outcome.Enough ? "working.quorum.weighted.met" : "working.quorum.weighted.missed",
                ("cast", outcome.Cast), ("electorate", outcome.Electorate), ("weight", WeightWords.Number(weighed.Cast)), ("of", WeightWords.Number(weighed.Of)), ("needed", WeightWords.Number(weighed.Needed)), ("percent", decision.QuorumPercent))
            : Wording.Of(
                decision.Terms.OfMembers,
                (outcome.Cast >= outcome.Needed ? "working.quorum.met" : "working.quorum.missed") + least,
                ("cast", outcome.Cast), ("of", outcome.Electorate), ("needed", outcome.Needed), ("percent", decision.QuorumPercent));
        if (outcome.Working?.Turnout?.Constituencies is { Count: > 1 } constituencies)
        {
            var parts = new Text.Listed([.. constituencies.Select(c =>
                Text.Say("working.part", ("constituency", Constituency.Label(c.Constituency)), ("cast", c.Cast), ("of", c.Voters)))]);
            yield return Text.Say(
                !decision.EachConstituency ? "working.turnout" : constituencies.All(c => c.Cast > 0) ? "working.turnout.met" : "working.turnout.missed", ("parts", parts));
        }

        if (decision.Terms.Anonymous && !outcome.Quorate)
        {
            yield return Text.Say("working.unopened");
            yield break;
        }

        foreach (var line in decision.Method.Id switch
        {
            Method.ConsentId => [Consent(outcome)],
            Method.MajorityId or Method.GradientsId => Shares(decision.Method, outcome, decision.Terms.OfMembers),
            _ => Tiers(decision.Method, outcome),
        })
        {
            yield return line;
        }
    }

    private static Text Consent(Outcome outcome) => Text.Say(
        "working.consent", ("consent", outcome.Of(Choice.Consent)), ("aside", outcome.Of(Choice.Aside)), ("objections", outcome.Of(Choice.Object)));

    private static IEnumerable<Text> Shares(Method method, Outcome outcome, bool members)
    {
        long yes = outcome.Of(Choice.For), both = yes + outcome.Of(Choice.Against);
        var threshold = method.Threshold ?? Threshold.Half;

        // What was counted before its working was kept.
        var share = outcome.Working?.Share ?? new(Weight.Of(yes), Weight.Of(both), threshold.ToString(), threshold.IsMet(yes, both));
        var weighted = outcome.Weighted && (method.OfElectorate || method.Id == Method.GradientsId);
        yield return Wording.Of(
            members && method.OfElectorate,
            $"working.{method.Id}{(method.OfElectorate ? ".all" : "")}{(share.Met ? ".met" : ".missed")}{(weighted ? ".weighted" : "")}",
            ("for", yes),
            ("against", outcome.Of(Choice.Against)),
            ("abstain", outcome.Of(Choice.Abstain)),
            ("levels", new Text.Joined([.. method.Choices.SelectMany((c, i) => new Text[] { new Text.Verbatim(i == 0 ? "" : ", "), method.Label(c), new Text.Verbatim($" {outcome.Of(c)}") })])),
            ("of", WeightWords.Number(share.Of)),
            ("share", Fraction(share)),
            ("percent", Percent(share)),
            ("threshold", Text.Say(threshold.Strict ? "share.more" : "share.least", ("share", $"{threshold.Numerator}/{threshold.Denominator}"))));
        if (method.EachConstituency && outcome.Working?.ShareOfEach is { } each)
        {
            yield return Text.Say("working.each", ("parts", new Text.Listed([.. each.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => Text.Say(
                e.Value.Met ? "working.each.met" : "working.each.missed",
                ("constituency", Constituency.Label(e.Key)), ("share", Fraction(e.Value)), ("percent", Percent(e.Value))))])));
        }

        if (method.Veto && Amending.Objected(method, outcome))
        {
            yield return Wording.Of(members, "working.veto", ("n", outcome.Of(Choice.Oppose)));
        }
    }

    private static IEnumerable<Text> Tiers(Method method, Outcome outcome)
    {
        if (outcome.Working?.Tiers is not { } tiers)
        {
            yield break;
        }

        if (method.Id == Method.ChooseId && outcome.Working.Scores is { } scores)
        {
            yield return Text.Say(
                $"working.choose{(tiers[0].Count == 1 ? "" : ".tied")}{(outcome.Weighted ? ".weighted" : "")}",
                ("options", Names(method, tiers[0])), ("score", WeightWords.Number(scores[tiers[0][0] - 1])), ("of", WeightWords.Number(outcome.Working.Turnout?.Cast ?? Weight.Of(outcome.Cast))), ("abstain", outcome.Of(Choice.Abstain)));
            yield break;
        }

        yield return Text.Say(
            tiers[0].Count == 1 ? "working.rank" : "working.rank.tied",
            ("options", Names(method, tiers[0])),
            ("order", new Text.Joined([.. tiers.SelectMany((t, i) => new Text[] { new Text.Verbatim(i == 0 ? "" : " > "), new Text.Joined([.. t.SelectMany((o, k) => new Text[] { new Text.Verbatim(k == 0 ? "" : " = "), method.Options![o - 1] })]) })])));
    }

    private static Text.Listed Names(Method method, IReadOnlyList<int> options) => new([.. options.Select(o => new Text.Verbatim(method.Options![o - 1]))]);

    private static Text.Joined Fraction(Share share) => new([WeightWords.Number(share.Votes), new Text.Verbatim("/"), WeightWords.Number(share.Of)]);

    private static Text Percent(Share share)
    {
        var tenths = Count.PerMille(share.Votes.Millionths, share.Of.Millionths);
        return Text.Say("percent.tenths", ("whole", tenths / 10), ("tenths", tenths % 10));
    }
}
