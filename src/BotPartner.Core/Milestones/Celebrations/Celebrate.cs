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
        if (there is null && milestone.Done is null)
        {
            return;
        }

        if (!(there?.State.Applied >= milestone.Revision))
        {
            await Apply(key, partnership, milestone, cancellation);
        }

        await MarkFirst(partnershipId, partnership, cancellation);
    }

    private async Task Apply(Key key, Partnership partnership, Milestone milestone, CancellationToken cancellation)
    {
        var partnershipId = key.Partition;
        var step = milestone.Done is { At: var at } && await first.Of(partnershipId, (milestone.Number, at), cancellation) == milestone.Number;
        var invited = milestone.Done is null ? [] : await people.Of(partnershipId, partnership, milestone.Owners.Select(o => o.PartnerId), cancellation);
        await change.Run(
            MilestoneKinds.Celebration,
            key,
            null,
            current => current?.State.Applied >= milestone.Revision ? new Verdict<Celebration>.Leave()
                : milestone.Done is { } done ? Standing(current, key, partnership, milestone, done, step, invited, time.Now())
                : current is null ? new Verdict<Celebration>.Leave()
                : TakenBack(current, partnership, milestone, time.Now()),
            cancellation);
    }

    /// <summary>Where the first step was taken back, the next that stands is it, and its card says so. After the save, so that of one that is
    /// taken back and one that comes at the same time either sees the other.</summary>
    private async Task MarkFirst(string partnershipId, Partnership partnership, CancellationToken cancellation)
    {
        if (await first.Of(partnershipId, null, cancellation) is not { } number)
        {
            return;
        }

        await change.Run(
            MilestoneKinds.Celebration,
            MilestoneKinds.CelebrationKey(partnershipId, number),
            null,
            current => current is { State: { First: false, TakenBack: false } was }
                ? Shown(current with { State = was with { First = true, Revision = was.Revision + 1 } }, partnership, edit: true)
                : new Verdict<Celebration>.Leave(),
            cancellation);
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

        // Invited is whom somebody can be written to for; where there is nobody now, there may be when it is next changed.
        var asked = credits.Where(c => c is { Invited: false, By: null })
            .Select(c => (Credit: c, To: people.Where(p => p.PartnerId == c.PartnerId).Take(MostInvited)
                .Select(p => p.Directly with { NotBefore = Decent.Next(now, Decent.Zone(p.Zone)) }).ToArray()))
            .Where(a => a.To.Length > 0).ToArray();
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
            Credits = [.. credits.Select(c => c with { Invited = c.Invited || c.By is not null || asked.Any(a => a.Credit.PartnerId == c.PartnerId) })],
            Applied = milestone.Revision,
            Revision = (was?.Revision ?? 0) + 1,
        };
        var next = Shown((current ?? MilestoneKinds.Celebration.New(key, celebration)) with { State = celebration }, partnership, edit: current is not null);
        return asked.Aggregate(next, (owing, a) => owing.Owing(new(
            CelebrationCards.InviteSlot(a.Credit.PartnerId), celebration.Revision, CelebrationCards.Invitation(key.Partition, partnership.Name, celebration, a.Credit), a.To)));
    }

    private static Document<Celebration> TakenBack(Document<Celebration> current, Partnership partnership, Milestone milestone, Instant now)
    {
        var was = current.State;
        if (was.TakenBack)
        {
            return current with { State = was with { Applied = milestone.Revision } };
        }

        // Who was not invited yet is not any more; once it is done again, they are: an invitation that stands already is only edited then.
        var unsent = current.Owes.Where(o => o.Slot != CelebrationCards.Slot && !o.EditOnly).Select(o => o.Slot).ToHashSet();
        var state = was with
        {
            TakenBack = true,
            First = false,
            Credits = [.. was.Credits.Select(c => unsent.Contains(CelebrationCards.InviteSlot(c.PartnerId)) ? c with { Invited = false } : c)],
            Applied = milestone.Revision,
            Revision = was.Revision + 1,
        };
        return Shown((current with { State = state }).Withdrawing(o => unsent.Contains(o.Slot), now), partnership, edit: true);
    }

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
