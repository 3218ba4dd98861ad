using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary>Somebody whose vote is awaited, with the zone they live in.</summary>
public sealed record Awaited(Person Person, string Zone)
{
    /// <summary>Whether their partner's delegates spoke and do not agree yet.</summary>
    public bool Divided { get; init; }
}

/// <summary>Finds who has not voted, as it stands at this moment.</summary>
public sealed class Unvoted(Ballots ballots, Members members)
{
    /// <summary>The delegates, who have not said that they want no reminders, of the partners without a ballot or a mandate given in this round,
    /// and of those that do not agree; where members vote, those who have not. Who has two accounts is reminded on the first, unless they wished otherwise on either.</summary>
    public async Task<IReadOnlyList<Awaited>> Of(string partnership, Decision decision, string zone, CancellationToken cancellation)
    {
        var voices = await ballots.Voices(partnership, decision, cancellation);
        var silent = voices.Where(v => v.Divided || v is { TookPart: false, Holder: null }).ToDictionary(v => v.Voter.Id, v => v.Divided);
        var terms = decision.Terms;
        var accounts = await members.Where(partnership, m => Franchise.Votes(terms, m) && silent.ContainsKey(Franchise.VoterOf(terms, m)), int.MaxValue, cancellation);
        return
        [
            .. accounts.Select(m => m.State).GroupBy(m => m.Id)
                .Select(m => m.OrderBy(a => a.LinkedTo is not null).First())
                .Where(m => !m.NoReminders)
                .Select(m => new Awaited(m.Person, m.Person.TimeZone is { } own && Decent.Zone(own).Id == own ? own : zone) { Divided = silent[Franchise.VoterOf(terms, m)] }),
        ];
    }

    /// <summary>A decision as it is stored now; null if there is none.</summary>
    public Task<Decision?> Decision(Key key, CancellationToken cancellation) => ballots.Decision(key.Partition, DecisionKinds.NumberOf(key), cancellation);
}
