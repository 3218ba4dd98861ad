using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Milestones;

/// <summary>What milestones look like.</summary>
public static class MilestoneCards
{
    /// <summary>The button that shows one.</summary>
    public const string Action = "milestone";

    private const int MostOwners = 12;

    /// <summary>The button that shows one.</summary>
    public static Button Show(string partnership, int number) => new(Text.Say("milestone.show.button", ("n", number)), Action, MilestoneForm.Args(partnership, number));

    /// <summary>One milestone, with what who reads can do with it.</summary>
    /// <param name="seat">Who reads.</param>
    /// <param name="milestone">Which.</param>
    /// <param name="today">The day it is in the partnership.</param>
    /// <param name="news">Said above it; null for nothing.</param>
    public static Card One(Seat seat, Milestone milestone, LocalDate today, Text? news = null)
    {
        ArgumentNullException.ThrowIfNull(seat);
        ArgumentNullException.ThrowIfNull(milestone);
        var (id, n) = (seat.Id, milestone.Number);
        var may = FindMilestone.May(seat, milestone);
        var undo = (milestone.Done ?? milestone.Dropped) is not null ? new Button(Text.Say("milestone.undo.button"), CompleteMilestone.UndoAction, MilestoneForm.Args(id, n)) : null;
        return new(
            Text.Say("milestone.heading", ("n", n)),
            Text.Say("milestone.summary", ("n", n), ("title", milestone.Title), ("state", State(milestone, today, seat.Partnership.TimeZone))),
            [
                .. news is null ? [] : new Element[] { new Element.Paragraph(news) },
                new Element.Paragraph(new Text.Strong(milestone.Title)),
                new Element.Facts(
                [
                    new(Text.Say("milestone.state"), State(milestone, today, seat.Partnership.TimeZone)),
                    new(Text.Say("milestone.owners"), Owners(milestone)),
                    .. milestone.Indicator is { } indicator ? [new(Text.Say("milestone.indicator"), indicator)] : Array.Empty<Fact>(),
                    .. milestone.Done?.Measured is { } measured ? [new(Text.Say("milestone.measured"), measured)] : Array.Empty<Fact>(),
                    .. milestone.Decision is { } decision ? [new(Text.Say("milestone.decision"), Text.Say("milestone.decision.number", ("n", decision)))] : Array.Empty<Fact>(),
                    new(Text.Say("milestone.added-by"), Text.Say("milestone.added-by.who", ("person", milestone.AddedBy.Name), ("day", Days.Say(milestone.Added, seat.Partnership.TimeZone)))),
                ]),
                new Element.Buttons(
                [
                    .. milestone.Open && may ? [MilestoneForm.DoneOpener(id, n)] : Array.Empty<Button>(),
                    .. may ? [MilestoneForm.EditOpener(id, n)] : Array.Empty<Button>(),
                    .. milestone.Open && may ? [new Button(Text.Say("milestone.drop.button"), CompleteMilestone.DropAction, MilestoneForm.Args(id, n)) { Tone = ButtonTone.Danger }] : Array.Empty<Button>(),
                    .. milestone.Done is not null ? [CelebrationCards.Show(id, n)] : Array.Empty<Button>(),
                    .. may && undo is not null ? [undo] : Array.Empty<Button>(),
                    .. milestone.Decision is { } shown ? [LifeCards.Show(id, shown)] : Array.Empty<Button>(),
                    ListMilestones.Button(id),
                ]),
            ]);
    }

    /// <summary>How it stands.</summary>
    public static Text State(Milestone milestone, LocalDate today, string zone)
    {
        ArgumentNullException.ThrowIfNull(milestone);
        return milestone switch
        {
            { Done: { } done } => Text.Say("milestone.state.done", ("day", Days.Say(done.At, zone)), ("who", done.Partner ?? done.By.Name)),
            { Dropped: { } dropped } => Text.Say("milestone.state.dropped", ("day", Days.Say(dropped.At, zone)), ("who", dropped.Partner ?? dropped.By.Name)),
            _ when milestone.Late(today) => Text.Say("milestone.state.late", ("day", Days.Say(milestone.Day))),
            _ when milestone.Day == today => Text.Say("milestone.state.today"),
            _ => Text.Say("milestone.state.due", ("day", Days.Say(milestone.Day))),
        };
    }

    /// <summary>Who answers for it.</summary>
    public static Text Owners(Milestone milestone)
    {
        ArgumentNullException.ThrowIfNull(milestone);
        return milestone.Owners.Count == 0 ? Text.Say("milestone.owners.stewards") : Named([.. milestone.Owners.Select(o => o.Name)]);
    }

    /// <summary>Some names, and how many more there are.</summary>
    public static Text Named(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return new Text.Listed(
        [
            .. names.Take(names.Count > MostOwners ? MostOwners - 1 : MostOwners).Select(n => new Text.Verbatim(n)),
            .. names.Count > MostOwners ? [Text.Say("milestone.more", ("n", names.Count - MostOwners + 1))] : Array.Empty<Text>(),
        ]);
    }

    /// <summary>What owners are reminded with.</summary>
    /// <param name="partnership">The partnership's id.</param>
    /// <param name="name">Its name.</param>
    /// <param name="milestone">Which.</param>
    /// <param name="today">Whether it is due on this very day.</param>
    /// <param name="stewards">Whether stewards read it, as nobody speaks for its owners.</param>
    public static Card Reminder(string partnership, string name, Milestone milestone, bool today, bool stewards = false)
    {
        ArgumentNullException.ThrowIfNull(milestone);
        var due = today
            ? Text.Say("milestone.reminder.today", ("n", milestone.Number), ("title", new Text.Strong(milestone.Title)))
            : Text.Say("milestone.reminder.soon", ("n", milestone.Number), ("title", new Text.Strong(milestone.Title)), ("day", Days.Say(milestone.Day)));
        return new(
            Text.Say("milestone.reminder", ("n", milestone.Number)),
            due,
            [
                new Element.Paragraph(due),
                .. milestone.Indicator is { } indicator ? [new Element.Facts([new(Text.Say("milestone.indicator"), indicator)])] : Array.Empty<Element>(),
                new Element.Paragraph(milestone.Owners.Count == 0
                    ? Text.Say("milestone.reminder.why.steward", ("partnership", name))
                    : Text.Say(stewards ? "milestone.reminder.why.nobody" : "milestone.reminder.why", ("partnership", name), ("owners", Owners(milestone)))) { Quiet = true },
                new Element.Buttons(
                [
                    MilestoneForm.DoneOpener(partnership, milestone.Number),
                    MilestoneForm.EditOpener(partnership, milestone.Number),
                    Show(partnership, milestone.Number),
                    ChangeReminders.Button(partnership, on: false),
                ]),
            ]);
    }
}
