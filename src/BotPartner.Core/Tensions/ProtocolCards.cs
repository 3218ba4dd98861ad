using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;
using NodaTime.Text;

namespace BotPartner.Core.Tensions;

/// <summary>What a partnership agreed about tensions, to be read by everybody in it.</summary>
public static class ProtocolCards
{
    /// <summary>The button that shows it.</summary>
    public const string Action = "protocol";

    /// <summary>The button that leads back to what usually holds.</summary>
    public const string Usual = "protocol.usual";

    /// <summary>The argument of <see cref="Usual"/> that says for what somebody is sure.</summary>
    public const string Sure = "sure";

    private const int ShownHolidays = 8;

    /// <summary>All of it.</summary>
    /// <param name="seat">Who reads it.</param>
    /// <param name="agreed">What holds.</param>
    /// <param name="today">Holidays before it are not shown.</param>
    public static Card Steps(Seat seat, Agreed agreed, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(seat);
        ArgumentNullException.ThrowIfNull(agreed);
        var missing = Stages.All.Except(agreed.Ladder.Rungs.Select(r => r.Stage)).Select(s => s.Label()).ToArray();
        return new(
            Text.Say("protocol.title", ("partnership", seat.Partnership.Name)),
            Text.Say("protocol.summary", ("n", agreed.Ladder.Rungs.Count), ("partnership", seat.Partnership.Name)),
            [
                new Element.Paragraph(Text.Say("protocol.intro")),
                new Element.Facts([.. agreed.Ladder.Rungs.Select((r, i) => new Fact(Text.Say("protocol.numbered", ("i", i + 1), ("stage", r.Stage.Label())), Line(r)))]),
                .. missing.Length > 0 ? [new Element.Paragraph(Text.Say("protocol.missing", ("stages", new Text.Listed(missing)))) { Quiet = true }] : Array.Empty<Element>(),
                new Element.Divider(),
                new Element.Facts([.. Calendar(agreed, today), .. Around(seat, agreed)]),
                new Element.Paragraph(Text.Say("protocol.later")) { Quiet = true },
                new Element.Buttons(
                [
                    TalkingGuide.Button("protocol.guides.button", seat.Id, agreed.Ladder.First),
                    .. Rights.May(seat, Deed.ChangeSettings) ? Changing(seat.Id, agreed) : [],
                ]),
            ]);
    }

    /// <summary>Asks whether all of it shall be as it usually is.</summary>
    public static Card AskUsual(string partnership, Agreed agreed) => Card.Of(
        Text.Say("protocol.usual.ask"),
        new Element.Buttons(
        [
            new(Text.Say("protocol.usual.sure.button"), Usual, new Dictionary<string, string> { ["p"] = partnership, [Sure] = Seen(agreed) }) { Tone = ButtonTone.Danger },
            new(Text.Say("talking.all.button"), Action, new Dictionary<string, string> { ["p"] = partnership }),
        ]));

    /// <summary>Stands for what holds: who is sure is sure of what they saw.</summary>
    public static string Seen(Agreed agreed) => Key.Hash(JsonSerializer.Serialize(agreed, CoreJson.Default.Agreed));

    private static Text Line(Rung rung) => Text.Say(
        "protocol.line",
        ("n", rung.Days),
        ("who", Text.Say($"protocol.who.{rung.Stage.Id()}")),
        ("for", Text.Say($"protocol.for.{rung.Stage.Id()}")));

    private static IEnumerable<Fact> Calendar(Agreed agreed, LocalDate today)
    {
        var time = agreed.Time;
        yield return new(Text.Say("protocol.days"), new Text.Listed([.. time.Days.Order().Select(d => Text.Say($"date.weekday.{d}"))]));
        yield return new(
            Text.Say("protocol.hours"),
            time is { From: 0, Until: 24 } ? Text.Say("protocol.hours.all") : Text.Say("protocol.hours.value", ("from", $"{time.From}:00"), ("until", $"{time.Until}:00")));
        var from = LocalDatePattern.Iso.Format(today);
        var coming = time.Holidays.Where(h => string.CompareOrdinal(h, from) >= 0).Order(StringComparer.Ordinal).Select(h => new Text.Verbatim(h)).ToArray();
        yield return new(Text.Say("protocol.holidays"), coming.Length switch
        {
            0 => Text.Say("protocol.holidays.none"),
            <= ShownHolidays => new Text.Listed(coming),
            var all => Text.Say("list.more", ("names", string.Join(", ", coming.Take(ShownHolidays).Select(h => h.Value))), ("n", all - ShownHolidays)),
        });
    }

    private static IEnumerable<Fact> Around(Seat seat, Agreed agreed)
    {
        yield return new(Text.Say("protocol.mediator"), agreed.Ladder.Mediator is { } mediator ? new Text.Verbatim(mediator) : Text.Say("protocol.mediator.none"));
        yield return new(Text.Say("protocol.text"), Text.Say("protocol.text.value", ("n", agreed.KeepDays)));
        if (seat.Partnership.About?.Protocol is { } pact)
        {
            yield return new(Text.Say("protocol.pact"), pact);
        }
    }

    private static Button[] Changing(string partnership, Agreed agreed) =>
    [
        ProtocolForm.Opener(partnership, ProtocolForm.Stages, null),
        ProtocolForm.Opener(partnership, ProtocolForm.Calendar, null),
        .. Seen(agreed) == Seen(Agreed.Default) ? Array.Empty<Button>() : [new(Text.Say("protocol.usual.button"), Usual, new Dictionary<string, string> { ["p"] = partnership })],
    ];
}
