using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary>A delegate whose partner has not voted, with the zone they live in.</summary>
public sealed record Awaited(Person Person, string Zone);

/// <summary>Finds who has not voted, as it stands at this moment.</summary>
public sealed class Unvoted(Ballots ballots, Members members)
{
    /// <summary>The delegates, who have not said that they want no reminders, of the partners without a ballot or a mandate given in this round.</summary>
    public async Task<IReadOnlyList<Awaited>> Of(string partnership, Decision decision, string zone, CancellationToken cancellation)
    {
        var voices = await ballots.Voices(partnership, decision, cancellation);
        var silent = voices.Where(v => v is { TookPart: false, Holder: null }).Select(v => v.Voter.Id).ToHashSet();
        var delegates = await members.Where(
            partnership, m => m is { MayVote: true, NoReminders: false } && silent.Contains(m.PartnerId), int.MaxValue, cancellation);
        return [.. delegates.Select(m => new Awaited(m.State.Person, m.State.Person.TimeZone is { } own && Decent.Zone(own).Id == own ? own : zone))];
    }

    /// <summary>A decision as it is stored now; null if there is none.</summary>
    public Task<Decision?> Decision(Key key, CancellationToken cancellation) => ballots.Decision(key.Partition, DecisionKinds.NumberOf(key), cancellation);
}
