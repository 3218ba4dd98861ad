using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Slack.Api;
using BotPartner.Slack.Blocks;

namespace BotPartner.Tests.Slack;

public sealed class BlockKitSpecs
{
    private static readonly BlockKit Kit = new(Texts.Load());
    private static readonly Dictionary<string, string> NoArgs = [];

    [Fact]
    public void A_card_is_rendered_element_by_element_with_its_plain_twin()
    {
        var root = Message(new(
            "Decision <12>",
            new Text.Joined(["Vote on ", new Text.Strong("*water*")]),
            [
                new Element.Paragraph("Open until <noon>"),
                new Element.Paragraph("Quietly") { Quiet = true },
                new Element.Quote("Share *the* <well>\n> fairly") { By = "Ana" },
                new Element.Facts([new("Quorum", "50 %"), new("Cast", 3)]),
                new Element.Bars([new("For", 2, 3), new("Against", 0, 0)]),
                new Element.Divider(),
                new Element.Buttons([
                    new(Text.Say("button.help"), "vote", new Dictionary<string, string> { ["choice"] = "é\"" }) { Tone = ButtonTone.Primary },
                    new(Text.Say("button.help"), "vote", NoArgs) { Tone = ButtonTone.Danger }]),
            ]));
        BlockLint.Check(root, 50);
        Assert.Equal("Vote on **\u200bwater*\u200b*", root.GetProperty("text").GetString());
        var blocks = root.GetProperty("blocks").EnumerateArray().ToArray();
        Assert.Equal(["header", "section", "context", "section", "context", "section", "section", "divider", "actions"], blocks.Select(b => b.GetProperty("type").GetString()));
        Assert.Equal("Decision <12>", blocks[0].GetProperty("text").GetProperty("text").GetString());
        Assert.Equal("plain_text", blocks[3].GetProperty("text").GetProperty("type").GetString());
        Assert.Equal("Share *the* <well>\n> fairly", blocks[3].GetProperty("text").GetProperty("text").GetString());
        Assert.Equal(["*Quorum*\n50 %", "*Cast*\n3"], blocks[5].GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("text").GetString()));
        Assert.Equal("*For*: 2 of 3 ▰▰▰▰▰▰▰▱▱▱\n*Against*: 0 of 0 ▱▱▱▱▱▱▱▱▱▱", blocks[6].GetProperty("text").GetProperty("text").GetString()!.Replace("\u200b", "", StringComparison.Ordinal));
        var buttons = blocks[8].GetProperty("elements").EnumerateArray().ToArray();
        Assert.Equal(["vote", "vote#1"], buttons.Select(b => b.GetProperty("action_id").GetString()));
        Assert.Equal(["primary", "danger"], buttons.Select(b => b.GetProperty("style").GetString()));
        Assert.Equal("""{"choice":"é\""}""", buttons[0].GetProperty("value").GetString());
        Assert.Equal($"{Samples.Words("button.help", "en")}: Decision <12>", buttons[0].GetProperty("accessibility_label").GetString());
    }

    [Fact]
    public void A_proposal_of_3000_characters_is_shown_whole()
    {
        var proposal = string.Concat(Enumerable.Repeat("*_<&>👍x", 375)); // 3,000 units
        var root = Message(new("T", proposal, [new Element.Quote(proposal)]));
        BlockLint.Check(root, 50);
        Assert.Contains(root.GetProperty("blocks").EnumerateArray(), b => b.TryGetProperty("text", out var t) && t.GetProperty("text").GetString() == proposal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("es")]
    public void However_much_is_on_a_card_it_stays_within_all_limits_and_keeps_its_buttons(string language)
    {
        foreach (var words in new[] { new string('x', 5000), string.Concat(Enumerable.Repeat("&👍*", 2000)), "\u202e<!channel> *_~` ", "", "   " })
        {
            var facts = Enumerable.Range(0, 30).Select(_ => new Fact(words, words)).ToArray();
            var small = Enumerable.Range(0, 200).Select(i => new Fact("a", i)).ToArray();
            Button[] buttons = [.. Enumerable.Range(0, 30).Select(i => new Button(words, "vote", new Dictionary<string, string> { ["n"] = $"{i}" }))];
            var card = new Card(words, words,
            [
                .. Enumerable.Range(0, 60).Select(Element (i) => i % 3 == 0 ? new Element.Divider() : new Element.Paragraph($"{i} {words[..Math.Min(200, words.Length)]}")),
                new Element.Quote(words) { By = words },
                new Element.Facts(facts), new Element.Facts(small),
                new Element.Bars([.. Enumerable.Range(0, 40).Select(i => new Bar(words, i, 40))]),
                new Element.Buttons(buttons),
            ]);
            foreach (var elements in new[] { card.Elements, [.. card.Elements.Reverse()] })
            {
                var root = Message(card with { Elements = elements }, language);
                Assert.DoesNotContain("\ufffd", root.ToString(), StringComparison.Ordinal); // half a pair
                BlockLint.Check(root, 50);
                Assert.Equal(30, root.GetProperty("blocks").EnumerateArray().Where(b => b.GetProperty("type").GetString() == "actions").Sum(b => b.GetProperty("elements").GetArrayLength()));
                Assert.Contains(Texts.Load().Raw("slack.more", language), root.GetRawText(), StringComparison.Ordinal);
                BlockLint.CheckView(Of(w => Kit.WriteView(w, card with { Elements = elements }, Audience(language), Place)));
            }
        }
    }

    [Fact]
    public void A_form_is_a_modal_whose_inputs_are_named_by_their_fields()
    {
        var view = Of(w => Kit.WriteView(w, Samples.Form("because"), Audience("en"), Place));
        BlockLint.CheckView(view);
        var blocks = view.GetProperty("blocks").EnumerateArray().ToArray();
        Assert.Equal(["title", "why", "method"], blocks.Select(b => b.GetProperty("block_id").GetString()));
        Assert.Equal([false, true, true], blocks.Select(b => b.GetProperty("optional").GetBoolean()));
        Assert.Equal("because", blocks[1].GetProperty("element").GetProperty("initial_value").GetString());
        Assert.Equal("majority", blocks[2].GetProperty("element").GetProperty("initial_option").GetProperty("value").GetString());
        var carried = Carried.Read(view.GetProperty("private_metadata").GetString(), "T1");
        Assert.Equal(Place, carried.Place);
        Assert.Equal("12", carried.Args["decision"]);
    }

    [Fact]
    public void A_form_of_the_largest_size_stays_within_all_limits()
    {
        var words = string.Concat(Enumerable.Repeat("👍é&<", 1000));
        var form = new Form("ask", words, words,
        [
            new Field.Words("a", words) { Value = words, Hint = words, MaxLength = 9000 },
            new Field.Choice("b", words, [.. Enumerable.Range(0, 150).Select(i => new Option($"{i}", words))]) { Value = "99" },
            new Field.Choice("c", "none", []),
            new Field.Several("d", words, [.. Enumerable.Range(0, 10).Select(i => new Option($"{i}", words))]) { Value = "1,9" },
            new Field.Several("e", words, [.. Enumerable.Range(0, 150).Select(i => new Option($"{i}", words))]) { Value = "99" },
            new Field.Several("f", "none", []),
        ])
        {
            Args = new Dictionary<string, string> { ["a"] = new string('é', 1980) },
            Opener = Samples.Form().Opener,
            Intro = words,
        };
        BlockLint.CheckView(Of(w => Kit.WriteView(w, form, Audience("fr"), Place)));
    }

    [Theory]
    [InlineData("vote", "vote")]
    [InlineData("vote#1", "vote")]
    [InlineData("decision.cast#12", "decision.cast")]
    public void What_makes_an_action_unique_is_taken_off_on_the_way_in(string id, string action) => Assert.Equal(action, BlockKit.ActionOf(id));

    private static Place Place => new("slack", "T1", "C1", PlaceKind.Channel) { Name = "general" };

    private static Audience Audience(string language) => new(Reader.Of(language, null), "T1");

    private static JsonElement Message(Card card, string language = "en") => Of(w => Kit.WriteMessage(w, card, Audience(language)));

    private static JsonElement Of(Action<Utf8JsonWriter> write)
    {
        using var document = JsonDocument.Parse(Body.Of(write));
        return document.RootElement.Clone();
    }
}
