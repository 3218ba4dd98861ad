using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Slack.Api;
using BotPartner.Slack.Blocks;
using BotPartner.Teams.Cards;
using NodaTime;

namespace BotPartner.Tests.House;

/// <summary>Whatever a person enters, wherever a card or a form shows it: it does nothing. Every card of the galleries is taken apart, each text that
/// is not the bot's own is replaced by poison, and what comes out is looked at place by place.</summary>
public sealed partial class InertRules
{
    private const string Tenant = "tenant";
    private static readonly Texts Catalogue = Texts.Load();
    private static readonly BlockKit Kit = new(Catalogue);
    private static readonly Payloads Payloads = new(Catalogue);
    private static readonly Reader English = Reader.Of("en", "Africa/Dakar");
    private static readonly Place Here = new("slack", "T1", "C1", PlaceKind.Channel);

    /// <summary>What platforms would carry out.</summary>
    private static readonly string[] Active =
    [
        "*b*", "_i_", "~s~", "`c`", "**b**", "<!channel>", "<!here>", "<@U123>", "<#C1>", "<https://evil", "<at>All", "[click](", "{{DATE", "{{", "@channel", "@here", "<b>h", "&lt;b&gt;",
    ];

    public static TheoryData<string> Poisons =>
    [
        "*b* _i_ ~s~ `c` **b** <!channel> <!here> <@U123> <#C1>",
        "<https://evil.example|click> &lt;b&gt; <at>All</at> [click](http://evil.example)",
        "{{DATE(2026-01-01T00:00:00Z,SHORT)}} @channel @here <b>h</b>",
        "a\u202eover\u202c \u2067iso\u2069 \u200fm\u061cn\n> quote\n- item\n# head\n1. one",
        "<at>All</at>" + string.Concat(Enumerable.Repeat("🌍", 10_000)),
    ];

    [Theory]
    [MemberData(nameof(Poisons))]
    public void Nothing_that_people_wrote_works_in_Slack(string poison)
    {
        var audience = new BotPartner.Slack.Blocks.Audience(English, "T1");
        foreach (var (name, card) in Gallery.Cards().Where(c => c.Name.EndsWith("-plain", StringComparison.Ordinal)))
        {
            var poisoned = Poisoned.Of(card, poison);
            Slack(name, poison, Body.Of(w => Kit.WriteMessage(w, poisoned, audience)));
            Slack(name, poison, Body.Of(w => Kit.WriteView(w, poisoned, audience, Here)));
        }

        foreach (var (name, form) in Gallery.Forms())
        {
            Slack(name, poison, Body.Of(w => Kit.WriteView(w, Poisoned.Of(form, poison), audience, Here)));
        }
    }

    [Theory]
    [MemberData(nameof(Poisons))]
    public void Nothing_that_people_wrote_works_in_Teams(string poison)
    {
        var audience = new BotPartner.Teams.Cards.Audience(English, Tenant);
        foreach (var (name, card) in Gallery.Cards().Where(c => c.Name.EndsWith("-plain", StringComparison.Ordinal)))
        {
            Teams(name, poison, Payloads.Message(Poisoned.Of(card, poison), audience));
        }

        foreach (var (name, form) in Gallery.Forms())
        {
            Teams(name, poison, Payloads.Message(Poisoned.Of(form, poison), audience));
        }
    }

    [Fact]
    public void The_poison_gets_everywhere()
    {
        var cards = Gallery.Cards().Where(c => c.Name.EndsWith("-plain", StringComparison.Ordinal)).Select(c => Catalogue.Plain(Poisoned.Of(c.Card, "☠").Summary, English) + Payloads.Simple(Poisoned.Of(c.Card, "☠"), new(English, Tenant))).ToArray();
        Assert.True(cards.Count(c => c.Contains('☠', StringComparison.Ordinal)) > cards.Length / 4);
    }

    private static void Slack(string name, string poison, byte[] json)
    {
        foreach (var (path, said) in Strings(JsonNode.Parse(json)!, ""))
        {
            var where = $"{name} {path}: {said}";
            var field = path[(path.LastIndexOf('.') + 1)..];
            var mrkdwn = path is ".text" || path.EndsWith("mrkdwn.text", StringComparison.Ordinal);
            if (mrkdwn)
            {
                Assert.All(Active, a => Assert.False(said.Contains(a, StringComparison.OrdinalIgnoreCase) && poison.Contains(a, StringComparison.Ordinal), where));
                Assert.False(Quotation().IsMatch(said), where);
                Assert.All(Opened().Matches(said), m => Assert.Matches("^<@[UW][A-Z0-9]+>$", m.Value));
            }

            // What goes back as it came is not shown; everything else that is not mrkdwn is plain text.
            if (field is not ("value" or "initial_value" or "private_metadata"))
            {
                Assert.True(mrkdwn || field is "text" or "accessibility_label" || !said.Contains(poison[..5], StringComparison.Ordinal), where);
                Assert.False(Turning().IsMatch(said), where);
            }
        }
    }

    private static void Teams(string name, string poison, ReadOnlyMemory<byte> json)
    {
        var message = JsonNode.Parse(json.Span)!;
        var tags = Strings(message, "").Where(s => s.Path.EndsWith("entities.mention.text", StringComparison.Ordinal)).Select(s => s.Said).ToArray();
        Assert.All(tags, t => Assert.Matches(@"^<at>[^<>*_\[\]~`\\|]+</at>$", t));
        foreach (var (path, said) in Strings(message, ""))
        {
            var where = $"{name} {path}: {said}";
            var field = path[(path.LastIndexOf('.') + 1)..];
            if (path.Contains(".data.", StringComparison.Ordinal) || (path.Contains(".Input.", StringComparison.Ordinal) && field == "value") || path.EndsWith("mentioned.name", StringComparison.Ordinal))
            {
                continue; // Not shown, or what is edited.
            }

            Assert.False(Turning().IsMatch(said), where);
            Assert.DoesNotContain("{{", said, StringComparison.Ordinal);
            if (path.EndsWith("TextBlock.text", StringComparison.Ordinal) || path.Contains(".facts.", StringComparison.Ordinal))
            {
                var bare = tags.Aggregate(said, (s, tag) => s.Replace(tag, "", StringComparison.Ordinal));
                Assert.All(Active, a => Assert.False(bare.Contains(a, StringComparison.OrdinalIgnoreCase) && poison.Contains(a, StringComparison.Ordinal), where));
                Assert.DoesNotContain('<', bare);
                Assert.False(Structure().IsMatch(bare), where);
            }
            else
            {
                Assert.True(field is "text" or "title" or "label" or "summary" or "fallbackText" or "errorMessage" || !said.Contains(poison[..5], StringComparison.Ordinal), where);
            }
        }
    }

    /// <summary>Every string, with the names on the way to it; an object counts under its type, too.</summary>
    private static IEnumerable<(string Path, string Said)> Strings(JsonNode? node, string path) => node switch
    {
        JsonObject o when (o["type"] as JsonValue)?.ToString() is { } type && path.Length > 0 => o.SelectMany(m => Strings(m.Value, $"{path}.{type}.{m.Key}")),
        JsonObject o => o.SelectMany(m => Strings(m.Value, $"{path}.{m.Key}")),
        JsonArray a => a.SelectMany(i => Strings(i, path)),
        JsonValue v when v.GetValueKind() == JsonValueKind.String => [(path, v.GetValue<string>())],
        _ => [],
    };

    /// <summary>What a line of mrkdwn begins a quotation with.</summary>
    [GeneratedRegex(@"(^|\n)[ \t]*&gt;", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quotation();

    [GeneratedRegex("<[^>]*>?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Opened();

    /// <summary>What turns the writing direction of what follows; an isolate closes itself.</summary>
    [GeneratedRegex("[\u202a-\u202e\u200e\u200f\u061c]|[\u2066\u2067]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Turning();

    /// <summary>What begins a heading, a list or a quotation in Markdown.</summary>
    [GeneratedRegex(@"(^|\n)\s*([#>+-]\s|\d+\.\s)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Structure();
}
