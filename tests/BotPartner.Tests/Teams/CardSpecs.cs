using System.Text;
using System.Text.Json.Nodes;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Teams.Cards;

namespace BotPartner.Tests.Teams;

public sealed class CardSpecs
{
    private const string Tenant = TeamsHost.Tenant;
    private static readonly Texts Catalogue = Texts.Load();

    [Fact]
    public void Every_element_has_its_rendering()
    {
        var card = Render(new(
            "Title",
            "In short",
            [
                new Element.Paragraph("Words") { Quiet = true },
                new Element.Quote("One\nTwo") { By = "Ann" },
                new Element.Facts([new("Open until", "Monday")]),
                new Element.Divider(),
                new Element.Bars([new("Yes", 3, 12), new("No", 0, 12), new("Perhaps", 1, 1000), new("All", 5, 5), new("None", 0, 0)]),
                new Element.Buttons([new("Go", "vote", Args(("choice", "yes"))) { Tone = ButtonTone.Danger }]),
            ]));
        Assert.Equal("1.5", (string?)card["version"]);
        Assert.Equal("fr", (string?)Render(Card.Of("x"), "fr")["lang"]);
        Assert.Equal("In short", (string?)card["fallbackText"]);
        var body = card["body"]!.AsArray();
        Assert.Equal("heading", (string?)body[0]!["style"]);
        Assert.True((bool?)body[1]!["inlines"]![0]!["isSubtle"]);
        Assert.Equal("emphasis", (string?)body[2]!["style"]);
        Assert.Equal("One\nTwo", (string?)body[2]!["items"]![0]!["inlines"]![0]!["text"]);
        Assert.Equal("FactSet", (string?)body[3]!["type"]);
        Assert.True((bool?)body[4]!["separator"]);
        Assert.Equal(
            ["███░░░░░░░ 3 / 12 · Yes", "░░░░░░░░░░ 0 / 12 · No", "█░░░░░░░░░ 1 / 1000 · Perhaps", "██████████ 5 / 5 · All", "░░░░░░░░░░ 0 / 0 · None"],
            Enumerable.Range(4, 5).Select(i => (string?)body[i]!["inlines"]![0]!["text"]));
        Assert.All(Find(card, "TextBlock"), b => Assert.True((bool?)b["wrap"]));
    }

    [Fact]
    public void A_button_is_understood_by_clients_old_and_new()
    {
        var card = Render(new("T", "S", [new Element.Buttons([new("Go", "vote", Args(("choice", "yes")))])]));
        var action = Assert.Single(Find(card, "Action.Execute"));
        Assert.Equal("vote", (string?)action["verb"]);
        Assert.Equal("""{"a":"vote","args":{"choice":"yes"}}""", action["data"]!.ToJsonString());
        Assert.Equal("Action.Submit", (string?)action["fallback"]!["type"]);
        Assert.Equal(action["data"]!.ToJsonString(), action["fallback"]!["data"]!.ToJsonString());
    }

    [Fact]
    public void A_button_that_opens_a_form_asks_for_a_dialog()
    {
        var card = Render(new("T", "S", [new Element.Buttons([new("Go", "idea.open", Args()) { OpensForm = true }])]));
        Assert.Empty(Find(card, "Action.Execute"));
        Assert.Equal("""{"a":"idea.open","args":{},"msteams":{"type":"task/fetch"}}""", Assert.Single(Find(card, "Action.Submit"))["data"]!.ToJsonString());
    }

    [Fact]
    public void There_are_six_buttons_at_most()
    {
        var four = new Element.Buttons([.. Enumerable.Range(0, 4).Select(i => new Button($"{i}", "vote", Args()))]);
        var card = Render(new("T", "S", [four, four]));
        Assert.Equal(6, Find(card, "Action.Execute").Count);
    }

    [Theory]
    [InlineData("*bold* _it_ [a](https://x.org) `c` ~~s~~ <b>x</b> &amp; # h")]
    [InlineData("<at>Ann</at> @channel {{DATE(2026-11-21T17:00:00Z)}}")]
    [InlineData("- one\n- two\n1. three\n# four\n\n    five\n===")]
    [InlineData("مرحبا 👩‍👩‍👧‍👦 ✅ שלום")]
    public void Words_of_people_stand_as_they_were_written(string words)
    {
        var run = Assert.Single(Find(Render(Card.Of(words)), "TextRun"));
        Assert.Equal(words, ((string?)run["text"])!.Replace("\u2060", "", StringComparison.Ordinal));
        Assert.DoesNotContain("{{", (string?)run["text"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*a* _b_ ~c~ `d` |e| \\f", "\\*a\\* \\_b\\_ \\~c\\~ \\`d\\` \\|e\\| \\\\f")]
    [InlineData("[x](https://x.org) ![y](z)", "\\[x\\](https://x.org) !\\[y\\](z)")]
    [InlineData("<at>Ann</at> & &amp;", "&lt;at&gt;Ann&lt;/at&gt; &amp; &amp;amp;")]
    [InlineData("# a\n- b\n+ c\n12. d\n3) e\n=== \n---", "\\# a\n\n\\- b\n\n\\+ c\n\n12\\. d\n\n3\\) e\n\n\\=== \n\n\\---")]
    [InlineData("    code", "\u00a0\u00a0\u00a0\u00a0code")]
    [InlineData("{{DATE(x)}}", "{\\{DATE(x)}}")]
    [InlineData("On 3. May - a+b=c #1", "On 3. May - a+b=c #1")]
    public void In_Markdown_what_was_typed_is_escaped(string words, string escaped)
    {
        var heading = Find(Render(new(words, "S", [])), "TextBlock")[0];
        Assert.Equal(escaped, (string?)heading["text"]);
        var fact = Find(Render(new("T", "S", [new Element.Facts([new("L", words)])])), "FactSet")[0];
        Assert.Equal(escaped, (string?)fact["facts"]![0]!["value"]);
    }

    [Fact]
    public void Emphasis_is_the_bots_own()
    {
        var text = new Text.Joined([new Text.Strong(" a*b "), "c"]);
        Assert.Equal("\u00a0**a\\*b** c", (string?)Find(Render(new(text, "S", [])), "TextBlock")[0]["text"]);
        var runs = Find(Render(Card.Of(text)), "TextRun");
        Assert.Equal(("Bolder", null), ((string?)runs[0]["weight"], (string?)runs[1]["weight"]));
    }

    [Theory]
    [InlineData("a\u202eb", "ab")]
    [InlineData("a\u2066b\u2069\u0007\u0000c", "abc")]
    [InlineData("a\r\nb\rc\u2028d", "a\nb\nc\nd")]
    [InlineData("👍🏽", "👍🏽")]
    public void What_could_hide_or_turn_words_is_taken_out(string words, string shown) =>
        Assert.Equal(shown, (string?)Assert.Single(Find(Render(Card.Of(words)), "TextRun"))["text"]);

    [Fact]
    public void Half_a_character_is_marked_as_broken() =>
        Assert.Equal("x\ufffdy", (string?)Assert.Single(Find(Render(Card.Of("x\ud83dy")), "TextRun"))["text"]);

    [Fact]
    public void Words_from_right_to_left_are_fenced_among_others()
    {
        var run = Assert.Single(Find(Render(Card.Of(new Text.Joined(["(", "שלום", ")"]))), "TextRun"));
        Assert.Equal("(\u2068שלום\u2069)", (string?)run["text"]);
    }

    [Fact]
    public void A_person_of_this_tenant_is_notified()
    {
        var card = Render(Card.Of(new Text.Joined([new Text.Mention(Person("29:a", "Ann <&> *B*_c")), " said *x*"])));
        var block = Assert.Single(Find(card, "TextBlock"));
        var entity = Assert.Single(card["msteams"]!["entities"]!.AsArray())!;
        Assert.Equal("<at>Ann &lt;&amp;&gt; ＊B＊＿c</at>", (string?)entity["text"]);
        Assert.Equal("<at>Ann &lt;&amp;&gt; ＊B＊＿c</at> said \\*x\\*", (string?)block["text"]);
        Assert.Equal(("29:a", "Ann <&> *B*_c"), ((string?)entity["mentioned"]!["id"], (string?)entity["mentioned"]!["name"]));
    }

    [Theory]
    [InlineData("teams", "99999999-9999-4999-8999-999999999999")]
    [InlineData("elsewhere", Tenant)]
    public void A_person_of_elsewhere_is_only_named(string platform, string realm)
    {
        var card = Render(Card.Of(new Text.Mention(new Person(platform, realm, "29:a", "Ann <b>"))));
        Assert.Null(card["msteams"]!["entities"]);
        Assert.Equal("Ann <b>", (string?)Assert.Single(Find(card, "TextRun"))["text"]);
    }

    [Fact]
    public void Two_people_of_one_name_are_told_apart_and_one_person_is_mentioned_once()
    {
        var card = Render(Card.Of(new Text.Listed(
            [new Text.Mention(Person("29:a", "Ann")), new Text.Mention(Person("29:b", "Ann")), new Text.Mention(Person("29:a", "Ann"))])));
        var entities = card["msteams"]!["entities"]!.AsArray();
        Assert.Equal(["29:a", "29:b"], entities.Select(e => (string?)e!["mentioned"]!["id"]));
        var text = (string?)Assert.Single(Find(card, "TextBlock"))["text"];
        Assert.All(entities, e => Assert.Contains((string)e!["text"]!, text, StringComparison.Ordinal));
        Assert.Equal(2, entities.Select(e => (string?)e!["text"]).Distinct().Count());
    }

    [Fact]
    public void Nobody_is_mentioned_by_typing_a_tag()
    {
        var card = Render(Card.Of(new Text.Joined(["<at>Ann</at>", new Text.Mention(Person("29:a", "Ann"))])));
        Assert.Equal("&lt;at&gt;Ann&lt;/at&gt;<at>Ann</at>", (string?)Assert.Single(Find(card, "TextBlock"))["text"]);
    }

    [Fact]
    public void A_long_proposal_is_shown_whole()
    {
        var proposal = string.Concat(Enumerable.Repeat("Ünïcode 👍 ", 273))[..3000];
        var message = JsonNode.Parse(new Payloads(Catalogue).Message(Card.Of(proposal), Audience("en")).Span);
        Assert.Equal(proposal, (string?)Assert.Single(Find(message, "TextRun"))["text"]);
    }

    [Fact]
    public void Beyond_the_budget_the_longest_words_are_cut_and_the_cut_is_said()
    {
        var card = new Card("T", "S", [.. Enumerable.Range(0, 20).Select(_ => new Element.Quote(new string('x', 3000))), new Element.Quote(new string('y', 900))]);
        var message = Encoding.UTF8.GetString(new Payloads(Catalogue).Message(card, Audience("en")).Span);
        Assert.True(message.Length <= Payloads.Budget);
        Assert.Contains("(cut here: 1600 more characters)", message, StringComparison.Ordinal);
        Assert.Contains(new string('y', 900), message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_never_splits_what_is_seen_as_one()
    {
        var family = "👩‍👩‍👧‍👦";
        var wording = new Wording(Catalogue, Audience("en"), longest: 20);
        Assert.StartsWith(family + "…", wording.Plain(family + family), StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_that_cannot_be_made_to_fit_is_told_in_short()
    {
        var card = new Card("T", "In short", [.. Enumerable.Range(0, 2000).Select(i => new Element.Paragraph($"{i}"))]);
        var message = Encoding.UTF8.GetString(new Payloads(Catalogue).Message(card, Audience("en")).Span);
        Assert.True(message.Length <= Payloads.Budget);
        Assert.Contains("In short", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Idea (required)", "Please fill in “Idea”.")]
    [InlineData("fr", "Idea (obligatoire)", "Merci de remplir « Idea ».")]
    [InlineData("es", "Idea (obligatorio)", "Complete «Idea», por favor.")]
    public void Every_input_says_in_words_what_it_wants(string language, string label, string error)
    {
        var form = new Form("idea", "New *idea*", "Send", [
            new Field.Words("key", "Idea") { Required = true, Multiline = true, MaxLength = 2000, Value = "a *b*", Hint = "Short" },
            new Field.Choice("which", "Which", [new("1", new string('x', 80)), new("2", "Two {{TIME(x)}}")]) { Value = "2" },
        ])
        { Opener = new("Open", "idea.open", Args()), Args = Args(("n", "12")) };
        var card = AdaptiveForms.Render(form, new(Catalogue, Audience(language)), Surface.Message);
        var words = Assert.Single(Find(card, "Input.Text"));
        // "key" is taken by Teams; the id goes round it and comes back as it was.
        Assert.Equal(("field.key", label, error, "a *b*"), ((string?)words["id"], (string?)words["label"], (string?)words["errorMessage"], (string?)words["value"]));
        Assert.True((bool?)words["isRequired"]);
        var choice = Assert.Single(Find(card, "Input.ChoiceSet"));
        Assert.Equal(("which", "Which", "2"), ((string?)choice["id"], (string?)choice["label"], (string?)choice["value"]));
        Assert.Equal("Two {\u2060{TIME(x)}}", (string?)choice["choices"]![1]!["title"]);
        Assert.Equal(75, ((string?)choice["choices"]![0]!["title"])!.Length);
        var submit = Assert.Single(Find(card, "Action.Execute"));
        Assert.Equal("""{"f":"idea","args":{"n":"12"}}""", submit["data"]!.ToJsonString());
        Assert.Single(Find(card, "Action.Submit"));
    }

    [Fact]
    public void Several_can_be_chosen_in_a_set_that_shows_all_its_options()
    {
        var form = new Form("pick", "Pick", "Send", [new Field.Several("which", "Which", [new("1", "One"), new("2", "Two")]) { Value = "1,2", Required = true }])
        {
            Opener = new("Open", "pick", Args()),
        };
        var set = Assert.Single(Find(AdaptiveForms.Render(form, new(Catalogue, Audience("en")), Surface.Dialog), "Input.ChoiceSet"));
        Assert.Equal((true, "expanded", "1,2"), ((bool?)set["isMultiSelect"], (string?)set["style"], (string?)set["value"]));
    }

    private static Audience Audience(string language) => new(Reader.Of(language, "Africa/Dakar"), Tenant);

    private static JsonObject Render(Card card, string language = "en") => AdaptiveCards.Render(card, new(Catalogue, Audience(language)));

    private static Person Person(string id, string name) => new("teams", Tenant, id, name);

    private static Dictionary<string, string> Args(params (string Name, string Value)[] args) => args.ToDictionary(a => a.Name, a => a.Value);

    private static List<JsonObject> Find(JsonNode? node, string type) => node switch
    {
        JsonObject o => [.. (string?)(o["type"] as JsonValue) == type ? [o] : Array.Empty<JsonObject>(), .. o.SelectMany(p => Find(p.Value, type))],
        JsonArray a => [.. a.SelectMany(i => Find(i, type))],
        _ => [],
    };
}
