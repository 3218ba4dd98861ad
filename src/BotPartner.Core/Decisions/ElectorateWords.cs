using BotPartner.Core.Chat;

namespace BotPartner.Core.Decisions;

/// <summary>Who votes on a decision, as its card says before anybody does.</summary>
public static class ElectorateWords
{
    /// <summary>Who votes with what weight, and what holds where a partner has several delegates.</summary>
    /// <param name="decision">Which.</param>
    /// <param name="voices">Everybody who may vote; null where they are not at hand, and nothing is said of what they weigh.</param>
    public static IEnumerable<Fact> Facts(Decision decision, IReadOnlyList<Voice>? voices)
    {
        if (voices is null)
        {
            yield break;
        }

        Voter[] voters = [.. voices.Select(v => v.Voter)];
        var weighted = WeightWords.Differ(voters, decision.CapPercent);
        yield return new(Text.Say("decision.electors"), Text.Say(
            decision.Terms switch { { OfMembers: true, Anonymous: true } => "decision.electors.members.anonymous", { OfMembers: true } => "decision.electors.members", _ => weighted ? "decision.electors.weighted" : "decision.electors.partners" }));
        if (WeightWords.Agreed(voters))
        {
            yield return new(Text.Say("decision.weights"), WeightWords.Of(voters, decision.CapPercent));
        }

        if (decision.Terms.MustAgree)
        {
            yield return new(Text.Say("decision.delegates"), Text.Say(decision.Hidden ? "decision.delegates.must-agree.hidden" : "decision.delegates.must-agree"));
        }
    }

    /// <summary>How much the quorum asks for: of weight where weights differ, else of voters.</summary>
    public static Text Quorum(Decision decision, IReadOnlyList<Voice>? voices)
    {
        if (voices is null)
        {
            return Text.Say(decision.EachConstituency ? "decision.quorum.percent.each" : "decision.quorum.percent", ("percent", decision.QuorumPercent));
        }

        if (voices.Count > 0 && WeightWords.Agreed([.. voices.Select(v => v.Voter)]))
        {
            var whole = Count.Of(decision.Terms, [.. voices.Select(v => new Vote(v.Voter, null))]);
            if (whole is { Weighted: true, Working.Turnout: { } turnout })
            {
                return Text.Say(
                    decision.EachConstituency ? "decision.quorum.weighted.each" : "decision.quorum.weighted",
                    ("needed", WeightWords.Number(turnout.Needed)), ("of", WeightWords.Number(turnout.Of)), ("percent", decision.QuorumPercent));
            }
        }

        return Wording.Of(
            decision.Terms.OfMembers,
            decision.EachConstituency ? "decision.quorum.each" : Count.Raised(decision.Terms, decision.Electorate) ? "decision.quorum.least" : "decision.quorum.value",
            ("needed", Count.Needed(decision.Terms, decision.Electorate)), ("of", decision.Electorate), ("percent", decision.QuorumPercent));
    }
}
