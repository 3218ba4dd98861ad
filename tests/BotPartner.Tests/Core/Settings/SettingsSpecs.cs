using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Languages;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Settings;
using BotPartner.Tests.Core.Decisions;
using BotPartner.Tests.Core.Partnerships;
using BotPartner.Tests.Storage;

namespace BotPartner.Tests.Core.Settings;

/// <summary><c>settings</c>: what was said at the founding, and more, can be changed later; typed or by form.</summary>
public sealed class SettingsSpecs
{
    private static readonly Place Square = new("north", "realm", "square", PlaceKind.Channel);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("settings name Clean Rivers", "name", "Clean Rivers")]
    [InlineData("réglages nom Rivières Propres", "name", "Rivières Propres")]
    [InlineData("settings purpose Water that\nis CLEAN", "purpose", "Water that\nis CLEAN")]
    [InlineData("settings phase Collaborative Action", "phase", "action")]
    [InlineData("ajustes fase acción conjunta", "phase", "action")]
    [InlineData("settings constituencies NGO, press; business", "constituencies", "civil-society,media,business")]
    [InlineData("settings languages English, fr", "languages", "en,fr")]
    [InlineData("settings timezone africa/dakar", "zone", "Africa/Dakar")]
    [InlineData("settings protocol https://example.org/Pact", "protocol", "https://example.org/Pact")]
    [InlineData("settings keep 90 days", "keep", "90")]
    [InlineData("réglages garder 30 jours", "keep", "30")]
    [InlineData("settings keep 365", "keep", null)]
    [InlineData("settings delegates must agree", "delegates", Delegates.MustAgree)]
    [InlineData("settings cap 30%", "cap", "30")]
    public async Task A_steward_sets_it_in_words_and_the_form_holds_what_holds(string words, string id, string? value)
    {
        var (chamber, desk) = await Open();
        Assert.Equal("settings.summary", (await desk.Do(chamber.Say("north", words))).Keys()[0]);
        Assert.Equal(value, (await Form(chamber, desk)).Fields.Single(f => f.Id == id).Value);
        var before = (await Partnership(chamber)).Version;
        Assert.Equal(["refusal.stewards-only"], (await desk.Do(chamber.Say("south", "settings cap 99%"))).Keys());
        Assert.Equal(before, (await Partnership(chamber)).Version);
    }

    [Theory]
    [InlineData("settings keep 29 days", "settings.keep.range")]
    [InlineData("settings keep 3651", "settings.keep.range")]
    [InlineData("settings keep 40 years", "settings.keep.range")]
    [InlineData("settings phase three", "settings.phase.wrong")]
    [InlineData("settings constituencies business, aliens", "settings.constituencies.wrong")]
    [InlineData("settings languages Klingon", "settings.languages.wrong")]
    [InlineData("settings timezone Atlantis", "setup.zone.wrong")]
    [InlineData("settings cap 101%", "terms.percent")]
    [InlineData("settings name", "settings.unclear")]
    [InlineData("settings colour blue", "settings.unclear")]
    public async Task What_cannot_be_so_is_asked_again_and_changes_nothing(string words, string why)
    {
        var (chamber, desk) = await Open();
        var before = (await Partnership(chamber)).Version;
        var form = Assert.IsType<Reply.Open>(await desk.Do(chamber.Say("north", words))).Form;
        Assert.Contains(why, Said(form.Intro!));
        Assert.Equal(before, (await Partnership(chamber)).Version);
    }

    [Fact]
    public async Task What_was_said_at_the_founding_is_changed_and_taken_back_by_the_form()
    {
        var (chamber, desk) = await Open();
        Dictionary<string, string> all = new()
        {
            ["name"] = " Rivers ",
            ["purpose"] = "Water",
            ["phase"] = "planning",
            ["constituencies"] = "business,media",
            ["languages"] = "en,es",
            ["zone"] = "Africa/Dakar",
            ["protocol"] = "Pact",
            ["keep"] = "30",
            ["delegates"] = Delegates.MustAgree,
            ["cap"] = "40",
        };
        Assert.Equal("settings.summary", (await Fill(chamber, desk, all)).Keys()[0]);
        Assert.Equal(all.Select(v => v.Value.Trim()), (await Form(chamber, desk)).Fields.Select(f => f.Value));
        await Fill(chamber, desk, new() { ["name"] = "Rivers", ["zone"] = "Africa/Dakar", ["delegates"] = Delegates.LastSpeaks });
        var bare = (await Partnership(chamber)).State;
        Assert.Equal((null, null, null, null), (bare.About, bare.KeepDays, bare.Delegates, bare.WeightCap));

        var wrong = Assert.IsType<Reply.Correct>(await Fill(chamber, desk, new() { ["zone"] = "Atlantis", ["keep"] = "1", ["purpose"] = "Kept" }));
        Assert.Equal(["keep", "name", "zone"], wrong.Errors.Keys.Order());
        Assert.Equal("Kept", wrong.Form.Fields.Single(f => f.Id == "purpose").Value);
        Assert.Equal("Rivers", (await Partnership(chamber)).State.Name);
    }

    [Fact]
    public async Task A_form_of_the_version_before_changes_what_it_asked_and_nothing_else()
    {
        var (chamber, desk) = await Open();
        await desk.Do(chamber.Say("north", "settings purpose Water"));
        await desk.Do(chamber.Submit("north", SettingsCards.FormId, new() { ["p"] = Chamber.Id }, new() { ["delegates"] = Delegates.MustAgree }));
        var partnership = (await Partnership(chamber)).State;
        Assert.Equal(("Alliance", "Water", Delegates.MustAgree), (partnership.Name, partnership.About?.Purpose, partnership.Delegates));
    }

    [Theory]
    [InlineData("phase", "planning", "three")]
    [InlineData("constituencies", "business,media", "business, aliens")]
    [InlineData("languages", "en,fr", "Klingon")]
    [InlineData("delegates", Delegates.MustAgree, "perhaps")]
    [InlineData("cap", "30", "300")]
    public async Task What_was_typed_wrong_is_quoted_and_takes_away_nothing_that_holds(string id, string holds, string typed)
    {
        var (chamber, desk) = await Open();
        await desk.Do(chamber.Say("north", $"settings {id} {holds}"));
        var form = Assert.IsType<Reply.Open>(await desk.Do(chamber.Say("north", $"settings {id} {typed}"))).Form;
        Assert.Equal(id == "cap" ? typed : holds, form.Fields.Single(f => f.Id == id).Value);
        if (id != "cap")
        {
            Assert.Contains(typed.Split(", ")[^1], Texts.Load().Plain(form.Intro!, Reader.Of("en", null)), StringComparison.Ordinal);
        }

        await desk.Do(chamber.Submit("north", form.Id, form.Args.ToDictionary(), form.Fields.ToDictionary(f => f.Id, f => f.Id == "cap" ? "30" : f.Value ?? "")));
        Assert.Equal(holds, (await Form(chamber, desk)).Fields.Single(f => f.Id == id).Value);
    }

    [Theory]
    [InlineData("name", 81, "setup.name.length")]
    [InlineData("purpose", 301, "setup.long")]
    [InlineData("protocol", 301, "setup.long")]
    public async Task What_is_too_long_is_not_cut_but_said_and_kept_to_be_shortened(string id, int length, string why)
    {
        var (chamber, desk) = await Open();
        var typed = new string('x', length);
        var form = Assert.IsType<Reply.Open>(await desk.Do(chamber.Say("north", $"settings {id} {typed}"))).Form;
        Assert.Equal([why, "settings.frozen"], Said(form.Intro!));
        var field = Assert.IsType<Field.Words>(form.Fields.Single(f => f.Id == id));
        Assert.Equal((typed, true), (field.Value, field.MaxLength >= length));
        await desk.Do(chamber.Say("north", $"settings {id} {typed[1..]}"));
        Assert.Equal(typed[1..], (await Form(chamber, desk)).Fields.Single(f => f.Id == id).Value);
    }

    [Theory]
    [InlineData("timezone Africa/Dakar")]
    [InlineData("settings timezone Africa/Dakar")]
    public async Task Who_is_no_steward_any_more_when_it_is_saved_is_refused(string words)
    {
        var (chamber, desk) = await Open();
        var key = Kinds.PartnershipKey(Chamber.Id);
        var others = chamber.Process(new InterruptedDocuments(chamber.Documents, async () => await new Change(chamber.Documents, new DueSignal()).Run(
            Kinds.Partnership, key, null, p => p! with { State = p.State with { Stewards = [Chamber.Delegate("west")] } }, Stop))
        {
            AfterFinding = found => found == key,
        });
        Assert.Equal(["refusal.stewards-only"], (await others.Do(chamber.Say("north", words))).Keys());
        Assert.Equal("UTC", (await Partnership(chamber)).State.TimeZone);
    }

    [Fact]
    public async Task A_form_that_was_open_for_long_takes_back_nothing_that_others_set_since()
    {
        var (chamber, desk) = await Open();
        foreach (var words in new[] { "settings purpose Water, and\nland", "settings constituencies media, business", "settings cap 30%" })
        {
            await desk.Do(chamber.Say("north", words));
        }

        var old = await Form(chamber, desk);
        var answers = old.Fields.ToDictionary(f => f.Id, f => f.Value ?? "");
        foreach (var words in new[] { "settings keep 3650", "settings name Rivers", "settings cap none", "settings phase planning", "timezone Africa/Dakar" })
        {
            await desk.Do(chamber.Say("north", words));
        }

        // Lines end otherwise there, and what was chosen comes in the order of the options. One thing is wrong at first.
        answers["purpose"] = "Water, and\r\nland ";
        answers["constituencies"] = "business,media";
        answers["protocol"] = "Pact";
        var wrong = Assert.IsType<Reply.Correct>(await desk.Do(chamber.Submit("north", old.Id, old.Args.ToDictionary(), With(answers, "cap", "0"))));
        await desk.Do(chamber.Submit("north", wrong.Form.Id, wrong.Form.Args.ToDictionary(), answers));
        var now = (await Partnership(chamber)).State;
        Assert.Equal(("Rivers", "Africa/Dakar", 3650, null), (now.Name, now.TimeZone, now.Kept, now.WeightCap));
        Assert.Equal(("Water, and\nland", "planning", "Pact", "media,business"), (now.About!.Purpose, now.About.Phase, now.About.Protocol, string.Join(',', now.About.Constituencies!)));
        Assert.True(System.Text.Json.JsonSerializer.Serialize(old.Args).Length < 2000);
    }

    [Fact]
    public async Task The_card_tells_of_the_place_and_offers_to_each_what_they_may_change()
    {
        var (chamber, desk) = await Open();
        await desk.Do(chamber.Say("north", "audience business"));
        await desk.Do(chamber.Say("north", "role @west focal") with { Mentions = [Chamber.Delegate("west")] });
        Assert.Equal(["place", "settings"], await Buttons("north"));
        Assert.Equal(["place"], await Buttons("west"));
        Assert.Empty(await Buttons("south"));
        Assert.Equal(["refusal.stranger"], (await desk.Do(chamber.Say("stranger", "settings"))).Keys());
        await chamber.Knows("north");
        var alone = (Reply.Show)await desk.Do(chamber.Say("north", "settings").Whispered());
        Assert.Equal(["settings"], alone.Card.Elements.OfType<Element.Buttons>().SelectMany(b => b.Items).Select(b => b.Action));

        async Task<IEnumerable<string>> Buttons(string who)
        {
            var card = ((Reply.Show)await desk.Do(chamber.Say(who, "settings"))).Card;
            Assert.Equal("constituency.business", ((Text.Said)card.Elements.OfType<Element.Facts>().First().Lines[0].Value).Key);
            return card.Elements.OfType<Element.Buttons>().SelectMany(b => b.Items).Select(b => b.Action);
        }
    }

    [Fact]
    public async Task A_place_connected_later_begins_in_a_language_of_the_partnership()
    {
        var (chamber, desk) = await Open();
        await desk.Do(chamber.Say("north", "settings languages fr, es"));
        var code = (await desk.Do(chamber.Say("north", "connect"))).Code();
        await desk.Do(chamber.Say("north", $"connect {code}") with { Place = Square });
        Assert.Equal("fr", (await Partnership(chamber)).State.At(Square)!.Language);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("es")]
    public async Task Every_example_that_is_given_is_understood_as_it_is_written(string language)
    {
        var (chamber, desk) = await Open();
        var said = Texts.Load().Raw("settings.unclear", language);
        var examples = said[(said.IndexOf(':', StringComparison.Ordinal) + 1)..said.LastIndexOf(". ", StringComparison.Ordinal)].Split(';', StringSplitOptions.TrimEntries);
        Assert.Equal(9, examples.Length);
        foreach (var example in examples)
        {
            Assert.True((await desk.Do(chamber.Say("north", example))).Keys() is ["settings.summary", ..], example);
        }
    }

    [Fact]
    public void The_usage_of_every_command_begins_with_its_own_word()
    {
        var (chamber, texts) = (new Chamber(), Texts.Load());
        var commands = chamber.Process().Router.Commands.ToArray();
        var verbs = new Verbs(commands, texts);
        Assert.All(
            from command in commands.Where(c => c.Order is not null) from language in Texts.Languages select (command.Verb, language),
            c => Assert.Equal(c.Verb, verbs.Match(texts.Raw($"usage.{c.Verb}", c.language).Split('[')[0].Split('|')[0])?.Command.Verb));
    }

    [Fact]
    public void Every_setting_has_its_word_in_every_language_and_no_two_share_one()
    {
        var texts = Texts.Load();
        Assert.All(Texts.Languages, l =>
        {
            var words = PartnershipSettings.All.SelectMany(s => texts.Raw($"settings.words.{s.Id}", l).Split('|')).Select(Words.Fold).ToArray();
            Assert.Equal(words.Distinct(), words);
        });
    }

    private static async Task<Form> Form(Chamber chamber, Chamber.Desk desk) =>
        ((Reply.Open)await desk.Do(chamber.Press("north", SettingsCards.FormId, new() { ["p"] = Chamber.Id }))).Form;

    private static async Task<Reply> Fill(Chamber chamber, Chamber.Desk desk, Dictionary<string, string> values) =>
        await desk.Do(chamber.Submit("north", SettingsCards.FormId, (await Form(chamber, desk)).Args.ToDictionary(), values));

    private static Dictionary<string, string> With(Dictionary<string, string> all, string key, string value) => new(all) { [key] = value };

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

    private static async Task<BotPartner.Core.Documents.Document<Partnership>> Partnership(Chamber chamber) =>
        Kinds.Partnership.Read((await chamber.Documents.Find(Kinds.PartnershipKey(Chamber.Id), Stop))!);
}
