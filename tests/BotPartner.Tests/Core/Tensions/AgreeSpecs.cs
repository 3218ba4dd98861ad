using System.Globalization;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Languages;
using BotPartner.Core.Tensions;
using BotPartner.Tests.Core.Decisions;
using BotPartner.Tests.Core.Partnerships;

namespace BotPartner.Tests.Core.Tensions;

/// <summary><c>protocol</c>: everybody in a partnership reads what was agreed, stewards change it; typed or by form.</summary>
public sealed class AgreeSpecs
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("protocol talk 7", "talk", "7")]
    [InlineData("Conflict steps: talk 60 days", "talk", "60")]
    [InlineData("protocole parler 60 jours", "talk", "60")]
    [InlineData("protocolo hablar 1 día", "talk", "1")]
    [InlineData("protocol talk default", "talk", "5")]
    [InlineData("protocol focal points off", "focal-points", null)]
    [InlineData("protocole points focaux sans", "focal-points", null)]
    [InlineData("protocol steering committee none", "committee", null)]
    [InlineData("protocol mediator الوسيط أمين <amin@example.org>", "mediator", "الوسيط أمين <amin@example.org>")]
    [InlineData("protocol mediator none", "mediator", null)]
    [InlineData("protocol hours 0-24", "hours", "0-24")]
    [InlineData("protocole heures 8h à 16h", "hours", "8-16")]
    [InlineData("protocolo horario usual", "hours", "9-17")]
    [InlineData("protocol days sun-thu", "days", "1,2,3,4,7")]
    [InlineData("protocol days wed", "days", "3")]
    [InlineData("protocolo días lun-vie", "days", "1,2,3,4,5")]
    [InlineData("protocol holidays 2027-01-01, 2026-12-25; 2027-01-01", "holidays", "2026-12-25\n2027-01-01")]
    [InlineData("protocol holidays \u200f2026-12-25\u200f", "holidays", "2026-12-25")]
    [InlineData("protocol holidays 2026-03-02", "holidays", "2026-03-02")]
    [InlineData("protocol holidays none", "holidays", null)]
    [InlineData("protocol text 180 days", "text", "180")]
    [InlineData("protocol text 14", "text", "14")]
    [InlineData("protocol text default", "text", "90")]
    public async Task A_steward_sets_it_in_words_and_the_form_holds_what_holds(string words, string id, string? value)
    {
        var (chamber, desk) = await Open();
        Assert.Equal("protocol.summary", (await desk.Do(chamber.Say("north", words))).Keys()[0]);
        Assert.Equal(value, (await Form(chamber, desk, FormOf(id))).Fields.Single(f => f.Id == id).Value);
        Assert.True((await Agreed(chamber)).Holds);
        Assert.Equal(["refusal.stewards-only"], (await desk.Do(chamber.Say("south", "protocol text 20"))).Keys());
        Assert.NotEqual(20, (await Agreed(chamber)).KeepDays);
    }

    [Theory]
    [InlineData("protocol talk off", "protocol.talk.stays")]
    [InlineData("protocol talk 0", "protocol.stage.range")]
    [InlineData("protocol talk 61", "protocol.stage.range")]
    [InlineData("protocol committee soon", "protocol.stage.range")]
    [InlineData("protocol hours 17-9", "protocol.hours.wrong")]
    [InlineData("protocol days funday", "protocol.days.wrong")]
    [InlineData("protocol days none", "protocol.days.wrong")]
    [InlineData("protocol holidays christmas", "protocol.holidays.wrong")]
    [InlineData("protocol holidays 2026-02-30", "protocol.holidays.wrong")]
    [InlineData("protocol holidays 2026-03-01", "protocol.holidays.past")]
    [InlineData("protocol text 13 days", "protocol.text.range")]
    [InlineData("protocol text 3651", "protocol.text.range")]
    [InlineData("protocol colour blue", "protocol.unclear")]
    [InlineData("protocol guide blue", "protocol.unclear")]
    public async Task What_cannot_be_so_is_asked_again_keeps_what_was_typed_and_changes_nothing(string words, string why)
    {
        var (chamber, desk) = await Open();
        var form = Assert.IsType<Reply.Open>(await desk.Do(chamber.Say("north", words))).Form;
        Assert.Contains(why, Said(form.Intro!));
        Assert.Same(BotPartner.Core.Tensions.Agreed.Default, await Agreed(chamber));
        var typed = words.Split(' ')[^1];
        Assert.True(
            form.Fields.Any(f => f.Value?.EndsWith(typed, StringComparison.Ordinal) == true) || Texts.Load().Plain(form.Intro!, Reader.Of("en", null)).Contains(typed, StringComparison.Ordinal));

        // What the form holds, put right, is saved.
        var right = form.Fields.ToDictionary(f => f.Id, f => f.Id switch { "talk" => "6", "committee" => "10", "hours" => "8-12", "holidays" => "2026-12-31", "text" => "99", _ => f.Value ?? "" });
        Assert.Equal("protocol.summary", (await desk.Do(chamber.Submit("north", form.Id, form.Args.ToDictionary(), right))).Keys()[0]);
    }

    [Fact]
    public async Task Every_part_is_changed_and_taken_back_by_the_forms()
    {
        var (chamber, desk) = await Open();
        await Fill(chamber, desk, ProtocolForm.Stages, new() { ["talk"] = " 7 days ", ["mediation"] = "60", ["mediator"] = "Ms Rahman\n+880 1", ["text"] = "" });
        var agreed = await Agreed(chamber);
        Assert.Equal([(Stage.Talk, 7), (Stage.Mediation, 60)], agreed.Ladder.Rungs.Select(r => (r.Stage, r.Days)));
        Assert.Equal(("Ms Rahman\n+880 1", 90), (agreed.Ladder.Mediator, agreed.KeepDays));
        await Fill(chamber, desk, ProtocolForm.Calendar, new() { ["days"] = "3", ["hours"] = "", ["holidays"] = "2026-12-25" });
        await Fill(chamber, desk, ProtocolForm.Stages, new() { ["acknowledge"] = "1", ["talk"] = "7", ["committee"] = "2" });
        agreed = await Agreed(chamber);
        Assert.Equal([(Stage.Acknowledge, 1), (Stage.Talk, 7), (Stage.Committee, 2)], agreed.Ladder.Rungs.Select(r => (r.Stage, r.Days)));
        Assert.Equal(("3", 9, 17, "2026-12-25", null), (string.Join(',', agreed.Time.Days), agreed.Time.From, agreed.Time.Until, agreed.Time.Holidays.Single(), agreed.Ladder.Mediator));

        var wrong = Assert.IsType<Reply.Correct>(await Fill(chamber, desk, ProtocolForm.Calendar, new() { ["hours"] = "9 to 5", ["holidays"] = "2027-01-01" }));
        Assert.Equal(["days", "hours"], wrong.Errors.Keys.Order());
        Assert.Equal(["9 to 5", "2027-01-01"], wrong.Form.Fields.Skip(1).Select(f => f.Value));
        Assert.True((await Agreed(chamber)).Holds);
    }

    [Fact]
    public async Task Two_stewards_do_not_undo_each_others_changes_whoever_opened_the_form_first()
    {
        var (chamber, desk) = await Open();
        await desk.Do(chamber.Say("north", "protocol guide talk Take a walk"));
        var old = await Form(chamber, desk, ProtocolForm.Stages);
        await Both(["protocol talk 9", "protocol mediator Ms Rahman", "protocol hours 0-24", "protocol acknowledge off"]);
        var answers = old.Fields.ToDictionary(f => f.Id, f => f.Value ?? "");
        answers["committee"] = "12";
        answers["mediator"] = "";
        await desk.Do(chamber.Submit("north", old.Id, old.Args.ToDictionary(), answers));
        var agreed = await Agreed(chamber);
        Assert.Equal([(Stage.Talk, 9), (Stage.FocalPoints, 5), (Stage.Facilitated, 10), (Stage.Committee, 12), (Stage.Mediation, 10)], agreed.Ladder.Rungs.Select(r => (r.Stage, r.Days)));
        Assert.Equal(("Ms Rahman", "Take a walk", 24), (agreed.Ladder.Mediator, agreed.Ladder.At(Stage.Talk).Guide, agreed.Time.Until));
        Assert.True(System.Text.Json.JsonSerializer.Serialize(old.Args).Length < 2000);

        Task Both(string[] words) => Task.WhenAll(words.Select(w => chamber.Process().Do(chamber.Say("north", w))));
    }

    [Fact]
    public async Task A_request_that_comes_twice_counts_once()
    {
        var (chamber, desk) = await Open();
        var said = chamber.Say("north", "protocol talk 7");
        await desk.Do(said);
        await desk.Do(chamber.Say("north", "protocol talk 8"));
        Assert.Equal("protocol.summary", (await chamber.Process().Do(said)).Keys()[0]);
        Assert.Equal(8, (await Agreed(chamber)).Ladder.At(Stage.Talk).Days);
    }

    [Fact]
    public async Task Holidays_that_passed_since_they_were_set_go_by_themselves_and_no_more_are_taken_than_the_form_holds()
    {
        var (chamber, desk) = await Open();
        await desk.Do(chamber.Say("north", "protocol holidays 2026-03-20 2027-01-01"));
        chamber.Time.Advance(TimeSpan.FromDays(35));
        var card = ((Reply.Show)await desk.Do(chamber.Say("south", "protocol"))).Card;
        Assert.Equal(["2027-01-01"], card.Elements.OfType<Element.Facts>().Last().Lines.SelectMany(l => l.Value is Text.Listed list ? list.Items.OfType<Text.Verbatim>() : []).Select(v => v.Value));
        await desk.Do(chamber.Say("north", "protocol holidays 2026-03-20 2027-01-01 2027-05-01"));
        Assert.Equal(["2027-01-01", "2027-05-01"], (await Agreed(chamber)).Time.Holidays);

        var many = Enumerable.Range(0, AgreedFields.MostHolidays + 1).Select(i => new DateTime(2028, 1, 1).AddDays(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).ToArray();
        var form = Assert.IsType<Reply.Open>(await desk.Do(chamber.Say("north", $"protocol holidays {string.Join(' ', many)}"))).Form;
        Assert.Contains("protocol.holidays.many", Said(form.Intro!));
        await desk.Do(chamber.Say("north", $"protocol holidays {string.Join(' ', many.Skip(1))}"));
        var field = (Field.Words)(await Form(chamber, desk, ProtocolForm.Calendar)).Fields.Single(f => f.Id == "holidays");
        Assert.True(field.Value!.Length <= field.MaxLength && field.MaxLength <= 3000);
        Assert.Equal(AgreedFields.MostHolidays, (await Agreed(chamber)).Time.Holidays.Count);
    }

    [Fact]
    public async Task All_goes_back_to_the_usual_once_somebody_is_sure_of_what_they_saw()
    {
        var (chamber, desk) = await Open();
        await desk.Do(chamber.Say("north", "protocol talk 7"));
        var ask = ((Reply.Show)await desk.Do(chamber.Say("north", "protocol default"))).Card;
        var sure = ask.Elements.OfType<Element.Buttons>().Single().Items[0];
        Assert.Equal((ProtocolCards.Usual, ButtonTone.Danger), (sure.Action, sure.Tone));
        await desk.Do(chamber.Say("north", "protocol talk 8"));
        await desk.Do(chamber.Press("north", sure.Action, sure.Args.ToDictionary()));
        Assert.Equal(8, (await Agreed(chamber)).Ladder.At(Stage.Talk).Days);
        var again = ((Reply.Show)await desk.Do(chamber.Press("north", ProtocolCards.Usual, new() { ["p"] = Chamber.Id }))).Card.Elements.OfType<Element.Buttons>().Single().Items[0];
        Assert.Equal(["refusal.stewards-only"], (await desk.Do(chamber.Press("south", again.Action, again.Args.ToDictionary()))).Keys());
        await desk.Do(chamber.Press("north", again.Action, again.Args.ToDictionary()));
        Assert.Equal(ProtocolCards.Seen(BotPartner.Core.Tensions.Agreed.Default), ProtocolCards.Seen(await Agreed(chamber)));
    }

    [Fact]
    public async Task Who_belongs_reads_it_and_who_does_not_is_told_how_to_join()
    {
        var (chamber, desk) = await Open();
        Assert.Equal([TalkingGuide.Action, ProtocolForm.Stages, ProtocolForm.Calendar], await Buttons("north"));
        Assert.Equal([TalkingGuide.Action], await Buttons("south"));
        Assert.Equal(["refusal.stranger"], (await desk.Do(chamber.Say("stranger", "protocol"))).Keys());
        await desk.Do(chamber.Say("north", "role @guide facilitator") with { Mentions = [Chamber.Delegate("guide")] });
        Assert.Equal([TalkingGuide.Action], await Buttons("guide"));
        Assert.Equal("protocol.summary", (await desk.Do(chamber.Say("south", "protocol colour"))).Keys()[0]);
        Assert.Equal("protocol.summary", (await desk.Do(chamber.Say("south", "protocol hours"))).Keys()[0]);

        async Task<IEnumerable<string>> Buttons(string who) =>
            ((Reply.Show)await desk.Do(chamber.Say(who, "protocol"))).Card.Elements.OfType<Element.Buttons>().SelectMany(b => b.Items).Select(b => b.Action);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("es")]
    public async Task Every_example_that_is_given_is_understood_as_it_is_written(string language)
    {
        var (chamber, desk) = await Open();
        var said = Texts.Load().Raw("protocol.unclear", language);
        var examples = said[(said.IndexOf(':', StringComparison.Ordinal) + 1)..said.LastIndexOf(". ", StringComparison.Ordinal)].Split(';', StringSplitOptions.TrimEntries);
        Assert.Equal(8, examples.Length);
        foreach (var example in examples)
        {
            Assert.True((await desk.Do(chamber.Say("north", example))).Keys() is ["protocol.summary" or "talking.summary", ..], example);
        }
    }

    private static string FormOf(string id) => AgreedFields.Calendar.Any(f => f.Id == id) ? ProtocolForm.Calendar : ProtocolForm.Stages;

    private static async Task<Form> Form(Chamber chamber, Chamber.Desk desk, string id) =>
        ((Reply.Open)await desk.Do(chamber.Press("north", id, new() { ["p"] = Chamber.Id }))).Form;

    private static async Task<Reply> Fill(Chamber chamber, Chamber.Desk desk, string id, Dictionary<string, string> values) =>
        await desk.Do(chamber.Submit("north", id, (await Form(chamber, desk, id)).Args.ToDictionary(), values));

    private static async Task<Agreed> Agreed(Chamber chamber) => await new AgreedProtocol(new Change(chamber.Documents, new DueSignal())).Of(Chamber.Id, Stop);

    private static IEnumerable<string> Said(Text text) => text switch
    {
        Text.Said said => [said.Key],
        Text.Joined joined => joined.Parts.SelectMany(Said),
        _ => [],
    };

    private static async Task<(Chamber Chamber, Chamber.Desk Desk)> Open()
    {
        var chamber = await new Chamber().Found();
        return (chamber, chamber.Process());
    }
}
