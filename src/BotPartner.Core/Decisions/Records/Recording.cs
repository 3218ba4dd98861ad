namespace BotPartner.Core.Decisions;

/// <summary>Makes the record of a decision's ending: the same on every machine and whenever it is made, even after the decision went on.</summary>
public static class Recording
{
    /// <summary>The record, not yet linked.</summary>
    /// <param name="partnership">Its id.</param>
    /// <param name="decision">As it stands.</param>
    /// <param name="round">The round whose ending is recorded.</param>
    /// <param name="voices">The sealed ballots of the rounds up to that one, the first one first.</param>
    /// <param name="mandates">Those of the same rounds, null for a round without; null for none at all.</param>
    /// <param name="urns">What was said in the same rounds, if they were anonymous.</param>
    public static DecisionRecord Of(
        string partnership, Decision decision, int round, IReadOnlyList<IReadOnlyList<Voice>> voices, IReadOnlyList<Mandates?>? mandates = null, IReadOnlyList<Urn?>? urns = null)
    {
        var last = round == decision.Round;
        var withdrawn = last && decision.Phase == Phase.Withdrawn;
        return new(
            DecisionRecord.CurrentFormat,
            partnership,
            0,
            decision.Number,
            "",
            decision.ProposedAt,
            last ? decision.ClosedAt!.Value : decision.Earlier![round - 1].EndedAt,
            [
                .. voices
                    .Take(round)
                    .Select((v, i) => (Voices: v, Index: i))
                    .Where(v => v.Voices.Count > 0) // Taken back before it opened: nobody could vote.
                    .Select(v => v.Index + 1 < decision.Round
                        ? Counted(decision.Earlier![v.Index].Text, decision.Terms, v.Voices, urns?[v.Index], mandates?[v.Index])
                        : withdrawn ? Uncounted(decision.Text, decision.Terms, v.Voices) : Counted(decision.Text, decision.Terms, v.Voices, urns?[v.Index], mandates?[v.Index])),
            ],
            "")
        {
            Proposer = decision.ProposerPartner,
            Withdrawn = withdrawn,
        };
    }

    /// <summary>A round with all that its visibility lets be told once it is over: of an anonymous one never who said what.</summary>
    private static RecordedRound Counted(string text, Terms terms, IReadOnlyList<Voice> voices, Urn? urn, Mandates? mandates) => new RecordedRound(text, terms, Voters(voices))
    {
        Ballots = terms.Anonymous ? null : [.. voices.SelectMany(Said)],
        Mandates = mandates?.All.Where(m => m.To is not null).OrderBy(m => m.From, StringComparer.Ordinal).Select(m => new RecordedMandate(m.From, m.To!)).ToArray() is { Length: > 0 } given ? given : null,
        Urn = terms.Anonymous ? urn ?? Urn.Empty : null,
    }.Counted();

    /// <summary>A round that was taken back. What was said in it was said for a count that never came: it is not told.</summary>
    private static RecordedRound Uncounted(string text, Terms terms, IReadOnlyList<Voice> voices) =>
        new(text, terms, [.. Voters(voices).OrderBy(v => v.Id, StringComparer.Ordinal)]) { Urn = terms.Anonymous ? Urn.Empty : null };

    /// <summary>The voter's ballot; where delegates must agree, that of each of them, without whose it is.</summary>
    private static IEnumerable<RecordedBallot> Said(Voice voice) =>
        (voice.Spoken is { Count: > 0 } spoken ? spoken : voice.Ballot is { } ballot ? [ballot] : []).Select(b => new RecordedBallot(voice.Voter.Id, b.Choice, b.Reason) { Principle = b.Principle });

    private static Voter[] Voters(IReadOnlyList<Voice> voices) => [.. voices.Select(v => v.Voter)];
}
