using BotPartner.Core.Chat;
using BotPartner.Core.Milestones;
using BotPartner.Core.Partnerships;
using BotPartner.Tests.Core.Decisions;
using BotPartner.Tests.Core.Partnerships;

namespace BotPartner.Tests.Core.Milestones;

/// <summary>Milestones are added, changed and listed by members, and nothing that they typed is lost.</summary>
public sealed class AddSpecs
{
    [Fact]
    public async Task It_is_added_by_words_and_by_form_and_once_however_often_it_arrives()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        var said = chamber.Say("south", "milestone add Wells dug by 1 April 2026 owner South, west | indicator forty wells");
        await Task.WhenAll(desk.Do(said), chamber.Process().Do(said));
        Assert.Contains("Milestone 1", (await desk.Do(said)).Read(), StringComparison.Ordinal);
        var one = await chamber.Milestone();
        Assert.Equal(("Wells dug", "2026-04-01", "forty wells"), (one.Title, one.On, one.Indicator));
        Assert.Equal(["south", "west"], one.Owners.Select(o => o.Name));
        Assert.Equal(1, await chamber.Count("milestone"));

        var form = ((Reply.Open)await desk.Do(chamber.Press("west", MilestoneForm.AddId, new() { ["p"] = Chamber.Id }))).Form;
        Assert.Equal(Partner.IdOf("west"), form.Value("owners"));
        await desk.Do(chamber.Submit("west", MilestoneForm.AddId, new() { ["p"] = Chamber.Id }, form.Filled(("title", "Pumps\nset"), ("on", "in 2 weeks"), ("decision", ""))));
        Assert.Equal(("Pumps set", "2026-03-16"), ((await chamber.Milestone(2)).Title, (await chamber.Milestone(2)).On));
        var list = (await desk.Do(chamber.Say("north", "milestones"))).Read();
        Assert.Contains("2 · Pumps set", list, StringComparison.Ordinal);
        Assert.Contains("Due: 2/2", list, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Wells dug by 2026-03-01", "on", "milestone.on.past")]
    [InlineData("Wells dug by the rain", "on", "milestone.on.missing")]
    [InlineData("Wells dug by 2099-01-01", "on", "milestone.on.far")]
    [InlineData("Wells dug by friday owner Nobody", "owners", "milestone.owners.unknown")]
    [InlineData("Wells dug by friday | decision 7", "decision", "milestone.decision.none")]
    public async Task What_is_not_understood_opens_the_form_with_all_that_was_typed(string typed, string field, string problem)
    {
        var chamber = await new Chamber().Found();
        var opened = (Reply.Open)await chamber.Process().Do(chamber.Say("south", $"milestone add {typed}"));
        Assert.StartsWith("Wells dug", opened.Form.Value("title"), StringComparison.Ordinal);
        Assert.Contains(Promises.Texts.Raw(problem, "en").Split('{')[0], Promises.Texts.Plain(opened.Form.Intro!, new("en", NodaTime.DateTimeZone.Utc)), StringComparison.Ordinal);
        Assert.Contains(opened.Form.Fields, f => f.Id == field);
        Assert.Equal(0, await chamber.Count("milestone"));
    }

    [Fact]
    public async Task Three_thousand_characters_of_title_and_markup_are_neither_taken_nor_lost()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        var title = string.Concat(Enumerable.Repeat("<!channel> @here 🌊 ", 150))[..3000].Trim();
        var opened = (Reply.Open)await desk.Do(chamber.Say("south", $"milestone add {title} by friday"));
        Assert.Equal(title, opened.Form.Value("title"));
        var sent = await desk.Do(chamber.Submit("south", MilestoneForm.AddId, new() { ["p"] = Chamber.Id }, opened.Form.Filled()));
        Assert.Equal(title, ((Reply.Correct)sent).Form.Value("title"));
        await desk.Do(chamber.Say("south", "milestone add <!channel> @here *wells* by friday"));
        Assert.Equal("<!channel> @here *wells*", (await chamber.Milestone()).Title);
    }

    [Theory]
    [InlineData("milestones")]
    [InlineData("milestone 1")]
    [InlineData("milestone add Wells dug by friday")]
    [InlineData("milestone done 1 we counted")]
    [InlineData("celebrations")]
    [InlineData("export celebrations")]
    [InlineData("kudos 1")]
    public async Task Strangers_are_told_how_to_join_and_keep_what_they_typed(string words)
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("south", "milestone add Ours by friday"));
        var refused = await desk.Do(chamber.Say("stranger", words));
        Assert.Contains("refusal.stranger", refused.Keys());
        Assert.DoesNotContain("Ours", refused.Read(), StringComparison.Ordinal);
        if (words.Contains("Wells", StringComparison.Ordinal) || words.Contains("counted", StringComparison.Ordinal))
        {
            Assert.Contains(words.Split(' ', words.Contains("done", StringComparison.Ordinal) ? 4 : 3)[^1], refused.Read(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Two_who_edit_at_once_keep_both_and_a_late_one_keeps_its_day()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        await desk.Do(chamber.Say("south", "milestone add Wells dug by friday owner south"));
        chamber.Time.Advance(TimeSpan.FromDays(10));
        Assert.Contains("late: it was due on 6 March 2026", (await desk.Do(chamber.Say("west", "milestone 1"))).Read(), StringComparison.Ordinal);
        Assert.Equal(["refusal.milestone.owners"], (await desk.Do(chamber.Say("west", "milestone edit 1"))).Keys());

        var first = ((Reply.Open)await desk.Do(chamber.Say("south", "milestone edit 1"))).Form;
        var second = ((Reply.Open)await desk.Do(chamber.Say("north", "milestone edit 1"))).Form;
        await desk.Do(chamber.Submit("south", MilestoneForm.EditId, new(first.Args), first.Filled(("title", "Forty wells dug"))));
        var edited = await desk.Do(chamber.Submit("north", MilestoneForm.EditId, new(second.Args), second.Filled(("indicator", "counted"), ("owners", ""))));
        Assert.Contains("milestone.edited", edited.Keys());
        var milestone = await chamber.Milestone();
        Assert.Equal(("Forty wells dug", "2026-03-06", "counted", 0), (milestone.Title, milestone.On, milestone.Indicator, milestone.Owners.Count));

        var again = await desk.Do(chamber.Submit("north", MilestoneForm.EditId, new(second.Args), second.Filled(("on", "2026-03-07"))));
        Assert.IsType<Reply.Correct>(again);
        Assert.Equal(["refusal.milestone.stewards"], (await desk.Do(chamber.Say("south", "milestone edit 1"))).Keys());
    }

    [Fact]
    public async Task The_list_shows_the_late_first_then_the_next_then_the_done_page_by_page()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        foreach (var n in Enumerable.Range(1, 12))
        {
            await desk.Do(chamber.Say("south", $"milestone add Step {n} by 2026-03-{20 - n:00} owner south"));
        }

        await desk.Do(chamber.Say("south", "milestone done 5"));
        await desk.Do(chamber.Say("south", "milestone drop 6"));
        chamber.Time.Advance(TimeSpan.FromDays(8));
        var page = (Reply.Show)await desk.Do(chamber.Say("west", "milestones"));
        Assert.Equal([12, 11, 10, 9, 8, 7, 4, 3], Numbers(page));
        Assert.Contains("Late: 2/11", page.Read(), StringComparison.Ordinal);
        var on = page.Card.Elements.OfType<Element.Buttons>().Single().Items.First(b => b.Args.ContainsKey("o"));
        Assert.Equal([2, 1, 5], Numbers(await desk.Do(chamber.Press("west", on.Action, new(on.Args)))));
        Assert.Equal([12, 11], Numbers(await desk.Do(chamber.Say("west", "jalons en retard"))));
        Assert.Equal([5], Numbers(await desk.Do(chamber.Say("west", "hitos cumplidos"))));
        Assert.Equal(["milestones.unknown"], (await desk.Do(chamber.Say("west", "milestones whatever"))).Keys());
    }

    [Fact]
    public async Task The_parts_of_the_list_and_the_file_for_programs_are_a_button_away()
    {
        var chamber = await new Chamber().Found();
        var desk = chamber.Process();
        foreach (var n in Enumerable.Range(1, 12))
        {
            await desk.Do(chamber.Say("south", $"milestone add Step {n} by 2026-03-{n + 2:00} owner south"));
        }

        await desk.Do(chamber.Say("south", "milestone done 5"));
        chamber.Time.Advance(TimeSpan.FromDays(3));
        var page = await desk.Do(chamber.Say("west", "milestones"));
        Assert.InRange(page.Actions().Count, 5, 6);
        var late = await Press(page, "Late ones only");
        Assert.All(Numbers(late), n => Assert.InRange(n, 1, 4));
        Assert.Equal([5], Numbers(await Press(page, "Done ones only")));
        Assert.All(Numbers(await Press(page, "Due ones only")), n => Assert.InRange(n, 2, 12));
        Assert.Equal(Numbers(page), Numbers(await Press(late, "All milestones")));

        var wall = await desk.Do(chamber.Say("west", "celebrations"));
        Assert.Equal(CelebrationFiles.Json, Assert.IsType<Reply.File>(await Press(wall, "For programs (JSON)")).Name);
        Assert.Equal(CelebrationFiles.Stories, Assert.IsType<Reply.File>(await Press(wall, "Stories as a file")).Name);

        Task<Reply> Press(Reply on, string label)
        {
            var button = ((Reply.Show)on).Card.Elements.OfType<Element.Buttons>().Single().Items
                .Single(b => Promises.Texts.Plain(b.Label, BotPartner.Core.Languages.Reader.Of("en", "UTC")) == label);
            return desk.Do(chamber.Press("west", button.Action, new(button.Args)));
        }
    }

    private static IReadOnlyList<int> Numbers(Reply page) =>
        [.. ((Reply.Show)page).Card.Elements.OfType<Element.Facts>().Single().Lines.Select(l => (int)((Text.Number)((Text.Said)l.Label).Args["n"]).Value)];
}
