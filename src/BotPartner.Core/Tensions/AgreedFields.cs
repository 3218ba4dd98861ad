using System.Globalization;
using BotPartner.Core.Chat;
using BotPartner.Core.Partnerships;
using NodaTime;
using NodaTime.Text;

namespace BotPartner.Core.Tensions;

/// <summary>Something of the protocol that stewards set: by a form, or by its word, <c>protocol.words.{Id}</c> in the catalogue.</summary>
/// <param name="Id">Wire name of its field.</param>
/// <param name="Ask">The field, holding what is given.</param>
/// <param name="Value">What holds now, as the field holds it; null for nothing.</param>
/// <param name="Take">What was typed or chosen; empty for nothing.</param>
public sealed record AgreedField(string Id, Func<string?, Field> Ask, Func<Agreed, string?> Value, Func<Answering, string, Taken> Take)
{
    /// <summary>Whether its field can hold what was typed, also where that cannot be.</summary>
    public bool Typed => Ask(null) is Field.Words;
}

/// <summary>What answers are read with.</summary>
/// <param name="Words">What people call things.</param>
/// <param name="Now">What holds.</param>
/// <param name="Today">The day.</param>
public sealed record Answering(AgreeWords Words, Agreed Now, LocalDate Today);

/// <summary>What became of an answer.</summary>
public abstract record Taken
{
    private Taken()
    {
    }

    /// <summary>What is agreed with it.</summary>
    public sealed record Set(Func<Agreed, Agreed> In) : Taken;

    /// <summary>It cannot be so: why, and what to do.</summary>
    public sealed record Wrong(Text Why) : Taken;
}

/// <summary>All that stewards set of the protocol: each line says what it is called, what holds, and what can be answered.</summary>
public static class AgreedFields
{
    /// <summary>So many holidays fit into the field of a form.</summary>
    public const int MostHolidays = 250;

    private const int Short = 20;

    /// <summary>In the order of the form.</summary>
    public static readonly IReadOnlyList<AgreedField> Stages =
    [
        .. Tensions.Stages.All.Select(Days),
        new(
            "mediator",
            v => new Field.Words("mediator", Text.Say("protocol.mediator")) { Multiline = true, MaxLength = About.Room(Agreed.MaxMediator, v), Value = v, Hint = Text.Say("protocol.mediator.hint") },
            a => a.Ladder.Mediator,
            (w, v) => About.TooLong(v, Agreed.MaxMediator) is { } why ? new Taken.Wrong(why)
                : Set(a => a with { Ladder = a.Ladder with { Mediator = w.Words.Off(v) || w.Words.Usual(v) ? null : v } })),
        new(
            "text",
            v => new Field.Words("text", Text.Say("protocol.text")) { MaxLength = About.Room(Short, v), Value = v, Hint = Text.Say("protocol.text.hint", ("n", Agreed.KeptUsually)) },
            a => Digits(a.KeepDays),
            (w, v) => v.Length == 0 || w.Words.Usual(v) ? Set(a => a with { KeepDays = Agreed.KeptUsually })
                : w.Words.Days(v) is >= Agreed.KeptLeast and <= Agreed.KeptMost and { } days ? Set(a => a with { KeepDays = days })
                : Wrong("protocol.text.range", ("min", Agreed.KeptLeast), ("max", Agreed.KeptMost))),
    ];

    /// <inheritdoc cref="Stages"/>
    public static readonly IReadOnlyList<AgreedField> Calendar =
    [
        new(
            "days",
            v => new Field.Several("days", Text.Say("protocol.days"), [.. Enumerable.Range(1, 7).Select(d => new Option(Digits(d), Text.Say($"date.weekday.{d}")))]) { Required = true, Value = v },
            a => string.Join(',', a.Time.Days.Order().Select(Digits)),
            (w, v) => w.Words.Usual(v) ? Time(t => t with { Days = WorkingTime.Default.Days })
                : w.Words.Week(v) is { } days ? Time(t => t with { Days = days })
                : v.Length == 0 ? Wrong("protocol.days.none")
                : Wrong("protocol.days.wrong", ("typed", v))),
        new(
            "hours",
            v => new Field.Words("hours", Text.Say("protocol.hours")) { MaxLength = About.Room(Short, v), Value = v, Hint = Text.Say("protocol.hours.hint") },
            a => $"{Digits(a.Time.From)}-{Digits(a.Time.Until)}",
            (w, v) => v.Length == 0 || w.Words.Usual(v) ? Time(t => t with { From = WorkingTime.Default.From, Until = WorkingTime.Default.Until })
                : AgreeWords.Hours(v) is var (from, until) ? Time(t => t with { From = from, Until = until })
                : Wrong("protocol.hours.wrong")),
        new(
            "holidays",
            v => new Field.Words("holidays", Text.Say("protocol.holidays")) { Multiline = true, MaxLength = About.Room(MostHolidays * "2026-12-25 ".Length, v), Value = v, Hint = Text.Say("protocol.holidays.hint") },
            a => a.Time.Holidays.Count == 0 ? null : string.Join('\n', a.Time.Holidays),
            Holidays),
    ];

    /// <summary>All that has a word of its own.</summary>
    public static IEnumerable<AgreedField> All => Stages.Concat(Calendar);

    /// <summary>The partnership's own words for a stage.</summary>
    public static AgreedField Guide(Stage stage) => new(
        "guide",
        v => new Field.Words("guide", Text.Say("protocol.own.label")) { Multiline = true, MaxLength = About.Room(Ladder.MaxGuide, v), Value = v, Hint = Text.Say("protocol.own.hint", ("max", Ladder.MaxGuide)) },
        a => TalkingGuide.Own(a, stage),
        (w, v) => About.TooLong(v, Ladder.MaxGuide) is { } why ? new Taken.Wrong(why)
            : w.Now.Ladder.Rungs.All(r => r.Stage != stage) ? Wrong("protocol.own.missing", ("stage", stage.Label()))
            : Set(a => a with { Ladder = a.Ladder with { Rungs = [.. a.Ladder.Rungs.Select(r => r.Stage == stage ? r with { Guide = w.Words.Off(v) || w.Words.Usual(v) ? null : v } : r)] } }));

    private static AgreedField Days(Stage stage) => new(
        stage.Id(),
        v => new Field.Words(stage.Id(), stage.Label()) { Required = stage == Stage.Talk, MaxLength = About.Room(Short, v), Value = v, Hint = Text.Say($"protocol.for.{stage.Id()}") },
        a => a.Ladder.Rungs.FirstOrDefault(r => r.Stage == stage) is { } rung ? Digits(rung.Days) : null,
        (w, v) => w.Words.Usual(v) ? Rung(stage, Ladder.Default.At(stage).Days)
            : w.Words.Off(v) ? stage == Stage.Talk ? Wrong("protocol.talk.stays", ("max", Tensions.Rung.MaxDays)) : Rung(stage, null)
            : w.Words.Days(v) is >= 1 and <= Tensions.Rung.MaxDays and { } days ? Rung(stage, days)
            : Wrong("protocol.stage.range", ("stage", stage.Label()), ("max", Tensions.Rung.MaxDays)));

    private static Taken Holidays(Answering answering, string typed)
    {
        if (answering.Words.Off(typed) || answering.Words.Usual(typed))
        {
            return Time(t => t with { Holidays = [] });
        }

        if (WorkingTime.Dates(AgreeWords.Plain(typed)) is not { } dates)
        {
            return Wrong("protocol.holidays.wrong");
        }

        // One that was typed a year too early would never be seen again; what passed since it was agreed may go.
        var today = LocalDatePattern.Iso.Format(answering.Today);
        var over = dates.Where(d => string.CompareOrdinal(d, today) < 0).ToArray();
        return over.Except(answering.Now.Time.Holidays).FirstOrDefault() is { } past ? Wrong("protocol.holidays.past", ("day", past))
            : dates.Count - over.Length > MostHolidays ? Wrong("protocol.holidays.many", ("max", MostHolidays))
            : Time(t => t with { Holidays = [.. dates.Except(over)] });
    }

    private static Taken Rung(Stage stage, int? days) => Set(a => a with
    {
        Ladder = a.Ladder with
        {
            Rungs = [.. a.Ladder.Rungs.Where(r => r.Stage != stage)
                .Concat(days is { } some ? [(a.Ladder.Rungs.FirstOrDefault(r => r.Stage == stage) ?? new(stage, some)) with { Days = some }] : [])
                .OrderBy(r => r.Stage)],
        },
    });

    private static Taken Time(Func<WorkingTime, WorkingTime> to) => Set(a => a with { Time = to(a.Time) });

    private static Taken.Set Set(Func<Agreed, Agreed> to) => new(to);

    private static Taken.Wrong Wrong(string key, params ReadOnlySpan<(string Name, Text Value)> args) => new(Text.Say(key, args));

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
