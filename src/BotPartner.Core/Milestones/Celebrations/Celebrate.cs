using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Milestones;

/// <summary>Makes a milestone's celebration what the milestone says: there once it is done, taken back when that is. Each step may be repeated,
/// by any process and in any order: what a later state of the milestone made is not undone by an earlier one.</summary>
public sealed class Celebrate(Change change, FirstSteps first, OwnersPeople people, TimeProvider time)
{
    /// <summary>How many of a partner's people are invited at the most.</summary>
    public const int MostInvited = 10;

    /// <summary>So much time is between two edits of the card in a place.</summary>
    public static readonly Duration Gap = Duration.FromSeconds(1);

    /// <summary>Who is written to for partners.</summary>
    public OwnersPeople People => people;

    /// <summary>Does it.</summary>
    public async Task Follow(string partnershipId, Partnership partnership, Milestone milestone, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(milestone);
        var key = MilestoneKinds.CelebrationKey(partnershipId, milestone.Number);
        var there = await change.Load(MilestoneKinds.Celebration, key, cancellation);
        if (there is null ? milestone.Done is null : there.State.Applied >= milestone.Revision)
        {
            return;
        }

        var step = milestone.Done is not null && await first.Is(partnershipId, milestone.Number, cancellation);
        var invited = milestone.Done is null ? [] : await people.Of(partnershipId, partnership, milestone.Owners.Select(o => o.PartnerId), cancellation);
        var made = await change.Run(
            MilestoneKinds.Celebration,
            key,
            null,
            current => current?.State.Applied >= milestone.Revision ? new Verdict<Celebration>.Leave()
                : milestone.Done is { } done ? Standing(current, key, partnership, milestone, done, step, invited, time.Now())
                : current is null ? new Verdict<Celebration>.Leave()
                : TakenBack(current, partnership, milestone),
            cancellation);
        if (made.Refusal is not null)
        {
            throw new StoreUnavailableException("a celebration changes too often");
        }
    }

    /// <summary>The celebration of a milestone that is done: posted once, edited from then on. Pure.</summary>
    private static Document<Celebration> Standing(
        Document<Celebration>? current, Key key, Partnership partnership, Milestone milestone, Completion done, bool first, IReadOnlyList<OwnerPerson> people, Instant now)
    {
        var was = current?.State;
        var owners = milestone.Owners.Select(o => o.PartnerId).ToHashSet();
        Credit[] credits =
        [
            .. (was?.Credits ?? []).Where(c => c.By is not null || owners.Contains(c.PartnerId)).Select(c => c with { Owner = owners.Contains(c.PartnerId) }),
            .. milestone.Owners.Where(o => was?.Credits.Any(c => c.PartnerId == o.PartnerId) != true).Select(o => new Credit(o.PartnerId, o.Name) { Owner = true }),
        ];
        var celebration = (was ?? new(milestone.Number, milestone.Title, done.By, done.At)) with
        {
            Title = milestone.Title,
            By = done.By,
            At = done.At,
            ByPartner = done.Partner,
            Indicator = milestone.Indicator,
            Measured = done.Measured,
            Decision = milestone.Decision,
            First = first,
            TakenBack = false,
            Credits = [.. credits.Select(c => c with { Invited = true })],
            Applied = milestone.Revision,
            Revision = (was?.Revision ?? 0) + 1,
        };
        var next = Shown((current ?? MilestoneKinds.Celebration.New(key, celebration)) with { State = celebration }, partnership, edit: current is not null);
        foreach (var credit in credits.Where(c => c is { Invited: false, By: null }))
        {
            Addressee[] to = [.. people.Where(p => p.PartnerId == credit.PartnerId).Take(MostInvited)
                .Select(p => p.Directly with { NotBefore = Decent.Next(now, Decent.Zone(p.Zone)) })];
            next = to.Length == 0 ? next
                : next.Owing(new(CelebrationCards.InviteSlot(credit.PartnerId), celebration.Revision, CelebrationCards.Invitation(key.Partition, partnership.Name, celebration, credit), to));
        }

        return next;
    }

    private static Document<Celebration> TakenBack(Document<Celebration> current, Partnership partnership, Milestone milestone) => current.State.TakenBack
        ? current with { State = current.State with { Applied = milestone.Revision } }
        : Shown(
            current with
            {
                State = current.State with { TakenBack = true, Applied = milestone.Revision, Revision = current.State.Revision + 1 },

                // Who was not invited yet is not any more.
                Owes = [.. current.Owes.Where(o => o.Slot == CelebrationCards.Slot)],
            },
            partnership,
            edit: true);

    /// <summary>The document with its card owed to every place: posted where it is new, edited where it stands, at most once a second.</summary>
    public static Document<Celebration> Shown(Document<Celebration> current, Partnership partnership, bool edit)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(partnership);
        return current.Owing(
            new(CelebrationCards.Slot, current.State.Revision, CelebrationCards.Of(current.Key.Partition, partnership.TimeZone, current.State), partnership.Addressees) { EditOnly = edit },
            Gap);
    }
}
