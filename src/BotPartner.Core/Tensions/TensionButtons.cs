using System.Globalization;
using BotPartner.Core.Chat;

namespace BotPartner.Core.Tensions;

/// <summary>What can be done with a tension, as buttons. Each carries what its reader saw, so that nothing is done to what has moved on.</summary>
public static class TensionButtons
{
    /// <summary>Wire name: does what its argument <c>m</c> names.</summary>
    public const string Do = "tension.do";

    /// <summary>Wire name: asks once more before it does so.</summary>
    public const string Sure = "tension.sure";

    /// <summary>Wire name: a form for what its argument <c>m</c> names.</summary>
    public const string Write = "tension.write";

    /// <summary>Wire name: shows it again, with what its reader may see.</summary>
    public const string Show = "tension.show";

    /// <summary>Wire name: what else can be done.</summary>
    public const string More = "tension.more";

    /// <summary>Wire name: the file for who mediates.</summary>
    public const string File = "tension.file";

    /// <summary>What every button of a tension carries.</summary>
    public static Dictionary<string, string> Args(string partnership, string code) => new() { ["p"] = partnership, ["t"] = code };

    /// <summary>The buttons of a side's card, at most six.</summary>
    public static IEnumerable<Button> Of(string partnership, Tension tension, Side side)
    {
        ArgumentNullException.ThrowIfNull(tension);
        var course = tension.Course!;
        Button Ask(string move, ButtonTone tone = ButtonTone.Plain) => Button(Sure, move, partnership, tension, side, tone);
        Button Say(string move, ButtonTone tone = ButtonTone.Plain) => Button(Write, move, partnership, tension, side, tone) with { OpensForm = true };
        if (course.Ended is not null)
        {
            return
            [
                .. Over(tension, side).Select(m => m is Moves.Lesson or Moves.Release ? Say(m) : Ask(m)),
                .. tension.Released?.Both == true ? [Button(File, "", partnership, tension, side, label: "file")] : Array.Empty<Button>(),
                Open(partnership, tension.Code),
            ];
        }

        var offer = course.Offers.FirstOrDefault(o => o.By != side);
        if (course.Question is not null)
        {
            // Only what can still be answered is asked.
            Button Answer(Wish wish, ButtonTone tone = ButtonTone.Plain) => Button(Do, Moves.Answer(wish), partnership, tension, side, tone);
            return
            [
                Answer(Wish.Resolved, ButtonTone.Primary),
                .. course.Extensions < Protocol.MostExtensions ? [Answer(Wish.MoreTime)] : Array.Empty<Button>(),
                .. Moves.MayEscalate(tension, side) ? [Answer(Wish.Escalate)] : Array.Empty<Button>(),
                offer is null ? Say(Moves.Propose) : Ask(Moves.Confirm),
                Guide(partnership, course.Stage),
                Others(partnership, tension, side),
            ];
        }

        return
        [
            .. course.Stage == Stage.Acknowledge && side == Side.Other ? [Say(Moves.Hear, ButtonTone.Primary)] : Array.Empty<Button>(),
            .. offer is null ? Array.Empty<Button>() : [Ask(Moves.Confirm, ButtonTone.Primary), Say(Moves.Decline)],
            Say(Moves.Propose),
            Guide(partnership, course.Stage),
            Others(partnership, tension, side),
        ];
    }

    /// <summary>What else a side can do, at most six.</summary>
    public static IEnumerable<Button> Rest(string partnership, Tension tension, Side side)
    {
        ArgumentNullException.ThrowIfNull(tension);
        var course = tension.Course!;
        if (Moves.MayEscalate(tension, side))
        {
            yield return Button(Sure, Moves.Escalate, partnership, tension, side);
        }

        if (tension.Agreed.Ladder.Below(course.Stage) is { } below && below != Stage.Acknowledge)
        {
            yield return Button(Sure, Moves.Back, partnership, tension, side);
        }

        if (Moves.MayRelease(tension))
        {
            if (tension.Released is { Both: false } draft && draft.By != side)
            {
                yield return Button(Sure, Moves.AgreeRelease, partnership, tension, side);
            }

            yield return Button(Write, Moves.Release, partnership, tension, side) with { OpensForm = true };
        }

        if (tension.Released?.Both == true)
        {
            yield return Button(File, "", partnership, tension, side, label: "file");
        }

        if (side == Side.Raiser && tension.NameHidden)
        {
            yield return Button(Sure, Moves.ShowName, partnership, tension, side);
        }

        if (side == Side.Raiser)
        {
            yield return Button(Sure, Moves.Withdraw, partnership, tension, side, ButtonTone.Danger);
        }
    }

    /// <summary>Shows it anew.</summary>
    public static Button Open(string partnership, string code) => new(Text.Say("tension.button.show"), Show, Args(partnership, code));

    /// <summary>What there is to do.</summary>
    public static Button Button(string action, string move, string partnership, Tension tension, Side side, ButtonTone tone = ButtonTone.Plain, string? label = null)
    {
        ArgumentNullException.ThrowIfNull(tension);
        var args = Args(partnership, tension.Code);
        if (move.Length > 0)
        {
            args["m"] = move;
        }

        if (tension.Course is { } course)
        {
            args["e"] = course.Entry.ToString(CultureInfo.InvariantCulture);
            if (course.Question is { } question)
            {
                args["q"] = question.Number.ToString(CultureInfo.InvariantCulture);
            }
        }

        if (Moves.Seen(tension, move, side) is { } number)
        {
            args["o"] = number.ToString(CultureInfo.InvariantCulture);
        }

        return new(Text.Say($"tension.button.{label ?? move}"), action, args) { Tone = tone };
    }

    private static Button Guide(string partnership, Stage stage) => TalkingGuide.Button("tension.button.guide-words", partnership, stage);

    private static Button Others(string partnership, Tension tension, Side side) => Button(More, "", partnership, tension, side, label: "more");

    private static IEnumerable<string> Over(Tension tension, Side side)
    {
        var course = tension.Course!;
        if (Moves.MayReopen(tension, side))
        {
            yield return Moves.Reopen;
        }

        if (Moves.MayLearn(tension))
        {
            if (tension.Lesson is { Both: false } draft && draft.By != side)
            {
                yield return Moves.AgreeLesson;
            }

            yield return Moves.Lesson;
        }

        if (Moves.MayRelease(tension))
        {
            if (tension.Released is { Both: false } draft && draft.By != side)
            {
                yield return Moves.AgreeRelease;
            }

            yield return Moves.Release;
        }
    }
}
