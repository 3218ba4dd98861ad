namespace BotPartner.Core.Decisions;

/// <summary>What was said in a round that is over.</summary>
/// <param name="Voices">Its voters, with their ballots unless they are anonymous; none where it was taken back before it opened.</param>
/// <param name="Mandates">Who spoke for whom; null where mandates are not allowed.</param>
/// <param name="Urn">What was said in it, if it was anonymous.</param>
public sealed record SealedRound(IReadOnlyList<Voice> Voices, Mandates? Mandates = null, Urn? Urn = null);

/// <summary>Makes the record of a decision's ending: the same on every machine and whenever it is made, even after the decision went on.</summary>
public static class Recording
{
    /// <summary>The record, not yet linked.</summary>
    /// <param name="partnership">Its id.</param>
    /// <param name="decision">As it stands.</param>
    /// <param name="rounds">What was said in the rounds up to the one whose ending is recorded, the first one first.</param>
    public static DecisionRecord Of(string partnership, Decision decision, IReadOnlyList<SealedRound> rounds)
    {
        var last = rounds.Count == decision.Round;
        var withdrawn = last && decision.Phase == Phase.Withdrawn;
        return new(
            DecisionRecord.CurrentFormat,
            partnership,
            0,
            decision.Number,
            "",
            decision.ProposedAt,
            last ? decision.ClosedAt!.Value : decision.Earlier![rounds.Count - 1].EndedAt,
            [
                .. rounds
                    .Select((said, i) => (Said: said, Number: i + 1))
                    .Where(r => r.Said.Voices.Count > 0 || r.Number == 1) // A later one that was taken back before it opened: nobody could vote.
                    .Select(r => r.Number < decision.Round ? Counted(decision.Earlier![r.Number - 1].Text, decision.Terms, r.Said)
                        : withdrawn ? Uncounted(decision.Text, decision.Terms, r.Said.Voices)
                        : Counted(decision.Text, decision.Terms, r.Said)),
            ],
            "")
        {
            Proposer = decision.ProposerPartner,
            Withdrawn = withdrawn,
        };
    }

    /// <summary>A round with all that its visibility lets be told once it is over: of an anonymous one never who said what.</summary>
    private static RecordedRound Counted(string text, Terms terms, SealedRound said) => new RecordedRound(text, terms, Voters(said.Voices))
    {
        Ballots = terms.Anonymous ? null : [.. said.Voices.SelectMany(Said)],
        Mandates = said.Mandates?.All.Where(m => m.To is not null).OrderBy(m => m.From, StringComparer.Ordinal).Select(m => new RecordedMandate(m.From, m.To!)).ToArray() is { Length: > 0 } given ? given : null,
        Urn = terms.Anonymous ? said.Urn ?? Urn.Empty : null,
    }.Counted();

    /// <summary>A round that was taken back. What was said in it was said for a count that never came: it is not told.</summary>
    private static RecordedRound Uncounted(string text, Terms terms, IReadOnlyList<Voice> voices) =>
        new(text, terms, [.. Voters(voices).OrderBy(v => v.Id, StringComparer.Ordinal)]) { Urn = terms.Anonymous ? Urn.Empty : null };

    /// <summary>The voter's ballot; where delegates must agree, that of each of them, without whose it is.</summary>
    private static IEnumerable<RecordedBallot> Said(Voice voice) =>
        (voice.Spoken is { Count: > 0 } spoken ? spoken : voice.Ballot is { } ballot ? [ballot] : []).Select(b => new RecordedBallot(voice.Voter.Id, b.Choice, b.Reason) { Principle = b.Principle });

    private static Voter[] Voters(IReadOnlyList<Voice> voices) => [.. voices.Select(v => v.Voter)];
}
