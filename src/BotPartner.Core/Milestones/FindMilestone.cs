using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Milestones;

/// <summary>Finds who asks, and the milestone that they ask for: milestones are for members.</summary>
public sealed class FindMilestone(Change change, Roster roster)
{
    /// <summary>The seat of a member, or what to answer instead; what was typed is given back.</summary>
    public async Task<(Seat? Seat, Reply? Refused)> Member(Request request, string typed, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(request, cancellation);
        return seat is null ? (null, Refused(refusal!, typed))
            : seat.Belongs ? (seat, null)
            : (null, seat.Answer(Refused(Refusal.Of("refusal.stranger"), typed)));
    }

    /// <summary>The seat and the milestone, or what to answer instead.</summary>
    public async Task<(Seat? Seat, Document<Milestone>? Milestone, Reply? Refused)> Of(Request request, int number, string typed, CancellationToken cancellation)
    {
        var (seat, refused) = await Member(request, typed, cancellation);
        if (seat is null)
        {
            return (null, null, refused);
        }

        if (number <= 0)
        {
            return (seat, null, seat.Answer(Reply.Say(Text.Say("refusal.milestone.which"), ListMilestones.Button(seat.Id))));
        }

        return await change.Load(MilestoneKinds.Milestone, MilestoneKinds.Key(seat.Id, Math.Min(number, 999_999)), cancellation) is { } found
            ? (seat, found, null)
            : (seat, null, seat.Answer(Reply.Say(Text.Say("refusal.milestone.none", ("n", number)), ListMilestones.Button(seat.Id))));
    }

    /// <summary>The same for those who may change it. Rights that ended a moment ago, wherever that was, do nothing any more.</summary>
    public async Task<(Seat? Seat, Document<Milestone>? Milestone, Reply? Refused)> Changing(Request request, int number, string typed, CancellationToken cancellation)
    {
        var (seat, found, refused) = await Of(request, number, typed, cancellation);
        if (found is null)
        {
            return (seat, null, refused);
        }

        roster.Forget(seat!.Id, request.Person);
        roster.Forget(seat.Id);
        seat = (await roster.SeatIn(seat.Id, request.Person, cancellation))!;
        return May(seat, found.State) ? (seat, found, null)
            : !seat.Belongs ? (seat, null, seat.Answer(Refused(Refusal.Of("refusal.stranger"), typed)))
            : (seat, null, seat.Answer(Refused(
                found.State.Owners.Count == 0
                    ? Refusal.Of("refusal.milestone.stewards", ("n", number))
                    : Refusal.Of("refusal.milestone.owners", ("n", number), ("owners", new Text.Listed([.. found.State.Owners.Take(5).Select(o => new Text.Verbatim(o.Name))]))),
                typed)));
    }

    /// <summary>Whether somebody may change it: who speaks for an owner, and the stewards.</summary>
    public static bool May(Seat seat, Milestone milestone)
    {
        ArgumentNullException.ThrowIfNull(seat);
        ArgumentNullException.ThrowIfNull(milestone);
        return seat.Steward || (seat.Member is { Standing: Standing.Admitted } member && milestone.Owners.Any(o => o.PartnerId == member.PartnerId));
    }

    /// <summary>The day it is in a partnership.</summary>
    public static LocalDate Today(Seat seat, Instant at)
    {
        ArgumentNullException.ThrowIfNull(seat);
        return at.InZone(Decent.Zone(seat.Partnership.TimeZone)).Date;
    }

    private static Reply Refused(Refusal refusal, string typed) => typed.Trim().Length == 0
        ? refusal.ToReply()
        : new Reply.Show(Card.Of(refusal.Text, new Element.Quote(MilestoneForm.Fitting(typed)) { By = Text.Say("milestone.typed") }));
}
