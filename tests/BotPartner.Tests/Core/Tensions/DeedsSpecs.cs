using BotPartner.Core.Languages;
using BotPartner.Core.Tensions;
using NodaTime;

namespace BotPartner.Tests.Core.Tensions;

/// <summary>What the two sides' buttons do, and what does nothing.</summary>
public sealed class DeedsSpecs
{
    private static readonly string[] All =
    [
        Moves.Hear, Moves.Escalate, Moves.Back, Moves.Propose, Moves.Confirm, Moves.Decline, Moves.Withdraw, Moves.Reopen, Moves.ShowName, Moves.Release, Moves.AgreeRelease, Moves.Lesson,
        Moves.AgreeLesson, Moves.Answer(Wish.Resolved), Moves.Answer(Wish.MoreTime), Moves.Answer(Wish.Escalate),
    ];

    [Fact]
    public void Only_the_other_side_ends_it_with_just_the_words_that_it_saw()
    {
        var quarrel = Quarrel.Raised().Do(Side.Raiser, Moves.Propose, "first");
        var old = Args(quarrel, Side.Other, Moves.Confirm);
        Assert.Equal("own-offer", quarrel.Try(Side.Raiser, Moves.Confirm, "", old).Refusal);
        quarrel.Do(Side.Raiser, Moves.Propose, "second");
        Assert.Equal("no-offer", quarrel.Try(Side.Other, Moves.Confirm, "", old).Refusal);
        quarrel.Do(Side.Other, Moves.Confirm);
        Assert.Equal((Ending.Resolved, "second"), (quarrel.Course.Ended, quarrel.Tension.Agreement!.Words));
        Assert.Equal("over", quarrel.Try(Side.Other, Moves.Confirm, "", old).Refusal);
    }

    [Theory]
    [InlineData(Moves.Release, Moves.AgreeRelease)]
    [InlineData(Moves.Lesson, Moves.AgreeLesson)]
    public void A_joint_text_holds_once_the_other_side_says_yes_to_the_draft_that_it_saw(string draft, string yes)
    {
        var quarrel = Ready(draft).Do(Side.Raiser, draft, "one");
        var old = Args(quarrel, Side.Other, yes);
        Assert.Equal("moved-on", quarrel.Try(Side.Raiser, yes, "", old).Refusal);
        quarrel.Do(Side.Raiser, draft, "two");
        Assert.Equal("moved-on", quarrel.Try(Side.Other, yes, "", old).Refusal);

        // Who drafts over the other's draft is asked, and not who drafted first.
        quarrel.Do(Side.Other, draft, "three");
        Assert.Equal("moved-on", quarrel.Try(Side.Other, yes).Refusal);
        Assert.False((quarrel.Tension.Released ?? quarrel.Tension.Lesson)!.Both);
        quarrel.Do(Side.Raiser, yes);
        Assert.Equal(("three", true, 3), Text(draft == Moves.Release ? quarrel.Tension.Released! : quarrel.Tension.Lesson!));
        Assert.Equal("moved-on", quarrel.Try(Side.Other, draft, "four").Refusal);
        Assert.Equal("moved-on", quarrel.Try(Side.Raiser, yes).Refusal);
    }

    [Theory]
    [InlineData(Moves.Release, Moves.AgreeRelease)]
    [InlineData(Moves.Lesson, Moves.AgreeLesson)]
    public void There_are_ten_drafts_at_most_and_the_last_can_still_be_agreed(string draft, string yes)
    {
        var quarrel = Ready(draft);
        for (var i = 0; i < 2 * Joint.Most; i++)
        {
            quarrel.Do(i % 2 == 0 ? Side.Raiser : Side.Other, draft, $"{i}");
        }

        Assert.Equal("drafts", quarrel.Try(Side.Raiser, draft, "one more").Refusal);
        quarrel.Do(Side.Raiser, yes);
        Assert.True((draft == Moves.Release ? quarrel.Tension.Released : quarrel.Tension.Lesson)!.Both);
    }

    [Fact]
    public void Others_are_told_only_from_the_stage_on_at_which_they_come_and_a_lesson_only_of_what_was_resolved()
    {
        var quarrel = Quarrel.Raised();
        foreach (var stage in new[] { Stage.Acknowledge, Stage.Talk, Stage.FocalPoints })
        {
            quarrel.To(stage);
            Assert.Equal("moved-on", quarrel.Try(Side.Raiser, Moves.Release, "x").Refusal);
            Assert.Equal("moved-on", quarrel.Try(Side.Raiser, Moves.Lesson, "x").Refusal);
        }

        Assert.Null(quarrel.To(Stage.Facilitated).Try(Side.Other, Moves.Release, "x").Refusal);
        Assert.Equal("moved-on", quarrel.Do(Side.Raiser, Moves.Withdraw).Try(Side.Raiser, Moves.Lesson, "x").Refusal);
        var without = Quarrel.Raised(t => t with { Agreed = Agreed.Default with { Ladder = new([.. Ladder.Default.Rungs.Take(4)]) } }).To(Stage.Facilitated);
        Assert.Equal("moved-on", without.Try(Side.Raiser, Moves.Release, "x").Refusal);
    }

    [Fact]
    public void A_hidden_name_is_shown_by_who_raised_it_alone_and_once()
    {
        var quarrel = Quarrel.Raised(t => t with { NameHidden = true });
        Assert.Equal("moved-on", quarrel.Try(Side.Other, Moves.ShowName).Refusal);
        quarrel.Do(Side.Raiser, Moves.ShowName);
        Assert.Equal((false, Happenings.NameShown), (quarrel.Tension.NameHidden, quarrel.Tension.More[^1].What));
        Assert.Equal("name-shown", quarrel.Try(Side.Raiser, Moves.ShowName).Refusal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no such thing")]
    [InlineData("answer.")]
    [InlineData("ESCALATE")]
    public void What_no_button_says_changes_nothing(string? move)
    {
        var quarrel = Quarrel.Raised().To(Stage.Committee);
        var args = new Dictionary<string, string>(Args(quarrel, Side.Raiser, Moves.Escalate));
        if (move is null)
        {
            args.Remove("m");
        }
        else
        {
            args["m"] = move;
        }

        Assert.Equal(new(null, "moved-on"), quarrel.Try(Side.Raiser, "", "words", args));
    }

    [Theory]
    [InlineData(Moves.Propose)]
    [InlineData(Moves.Release)]
    [InlineData(Moves.Lesson)]
    public void Nothing_is_said_without_words_or_with_more_than_a_form_takes(string move)
    {
        var quarrel = Ready(move);
        Assert.Equal("moved-on", quarrel.Try(Side.Raiser, move).Refusal);
        Assert.Equal("moved-on", quarrel.Try(Side.Raiser, move, new('x', Saying.MaxWords + 1)).Refusal);
        Assert.Null(quarrel.Try(Side.Raiser, move, new('x', Saying.MaxWords)).Refusal);
    }

    /// <summary>A card stands for weeks; what it carried is of then.</summary>
    [Fact]
    public void A_second_press_and_an_old_button_do_nothing_twice()
    {
        var quarrel = Quarrel.Raised().To(Stage.Talk);
        var (escalate, back) = (Args(quarrel, Side.Raiser, Moves.Escalate), Args(quarrel.To(Stage.Facilitated), Side.Raiser, Moves.Back));
        Assert.Equal("moved-on", quarrel.Try(Side.Raiser, "", "", escalate).Refusal);
        Assert.Equal("said-already", quarrel.Do(Side.Raiser, Moves.Back).Try(Side.Raiser, Moves.Back).Refusal);
        Assert.Equal(Stage.Facilitated, quarrel.Course.Stage);
        quarrel.Do(Side.Other, Moves.Back);
        Assert.Equal("moved-on", quarrel.Try(Side.Other, "", "", back).Refusal);
        var answer = Args(quarrel.Asked(), Side.Raiser, Moves.Answer(Wish.Escalate));
        quarrel.Do(Side.Raiser, Moves.Answer(Wish.Escalate));
        Assert.NotNull(quarrel.Try(Side.Raiser, "", "", answer).Refusal);
        Assert.NotNull(quarrel.Asked().Try(Side.Raiser, "", "", answer).Refusal);
    }

    [Fact]
    public void Words_are_kept_with_who_said_them_when_and_on_what_occasion()
    {
        var quarrel = Quarrel.Raised().Do(Side.Other, Moves.Hear, "heard").Do(Side.Other, Moves.Propose, "so").Do(Side.Raiser, Moves.Decline, "no");
        Assert.Equal(
            [(Side.Other, Events.Acknowledged, "heard", null), (Side.Other, Events.Proposed, "so", 1), (Side.Raiser, Events.Declined, "no", (int?)null)],
            quarrel.Tension.Sayings.Select(s => (s.By, s.What, s.Words, s.Offer)));
        Assert.Equal(3, Quarrel.Raised().Do(Side.Other, Moves.Hear).Do(Side.Other, Moves.Propose, "x").Do(Side.Raiser, Moves.Decline).Tension.Sayings.Count + 2);
    }

    /// <summary>A text that is missing is noticed here, and not by somebody in a conflict.</summary>
    [Fact]
    public void Everything_that_is_done_refused_asked_or_told_has_its_words()
    {
        var keys = Texts.Load().Keys("en").ToHashSet();
        string[] asked = [Moves.Escalate, Moves.Back, Moves.Confirm, Moves.Withdraw, Moves.Reopen, Moves.ShowName, Moves.AgreeRelease, Moves.AgreeLesson];
        string[] refused =
        [
            "unknown", "partner", "sides-only", "sent", "no-draft", "no-vote", "nobody", "many", "moved-on", "guide", "decided", "drafts", "not-released", "name-shown", "over", "no-offer", "own-offer", "offers",
            "no-question", "no-more-time", "only-with-consent", "last-stage", "first-stage", "steps-back", "acknowledged", "acknowledge-first", "not-yours", "not-over", "exhausted", "too-late", "reopenings",
        ];
        Assert.All(All.Select(m => $"tension.done.{m}").Concat(All.Select(m => $"tension.button.{m}")).Concat(asked.SelectMany(m => new[] { $"tension.sure.{m}", $"tension.yes.{m}" }))
            .Concat(refused.Select(r => $"refusal.tension.{r}")), k => Assert.Contains(k, keys));
    }

    [Fact]
    public void It_is_taken_up_again_within_two_weeks_and_not_later()
    {
        var quarrel = Quarrel.Raised().Resolve();
        var ended = quarrel.Now;
        quarrel.Now = ended + Duration.FromDays(14);
        Assert.Null(quarrel.Try(Side.Other, Moves.Reopen).Refusal);
        quarrel.Now += Duration.FromSeconds(1);
        Assert.Equal("too-late", quarrel.Try(Side.Other, Moves.Reopen).Refusal);

        // And no button says otherwise from then on.
        quarrel.Now = ended;
        quarrel.Tick();
        Assert.Equal(ended + Duration.FromDays(14), quarrel.Now);
        Assert.False(Moves.MayReopen(quarrel.Tension, Side.Raiser));
        Assert.Equal(ended + Duration.FromDays(90), quarrel.Document.Wake);
    }

    private static Quarrel Ready(string draft) => draft == Moves.Lesson ? Quarrel.Raised().Resolve() : Quarrel.Raised().To(Stage.Facilitated);

    private static (string, bool, int) Text(Joint joint) => (joint.Words, joint.Both, joint.Number);

    private static Dictionary<string, string> Args(Quarrel quarrel, Side side, string move) =>
        new(TensionButtons.Button(TensionButtons.Do, move, "p", quarrel.Tension, side, label: "show").Args);
}
