using System.Text.Json.Nodes;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Slack.Api;
using BotPartner.Slack.Blocks;
using BotPartner.Teams.Cards;

namespace BotPartner.Tests.House;

/// <summary>Whatever a person enters, wherever a card or a form shows it: it does nothing. Every card of the galleries is taken apart, each text that
/// is not the bot's own is replaced by poison, and what comes out is looked at place by place.</summary>
public sealed class InertRules
{
    private const string Tenant = "tenant";
    private static readonly Texts Catalogue = Texts.Load();
    private static readonly BlockKit Kit = new(Catalogue);
    private static readonly Payloads Payloads = new(Catalogue);
    private static readonly Reader English = Reader.Of("en", "Africa/Dakar");
    private static readonly Place Here = new("slack", "T1", "C1", PlaceKind.Channel);

    public static TheoryData<string> Poisons =>
    [
        "*b* _i_ ~s~ `c` **b** <!channel> <!here> <@U123> <#C1>",
        "<https://evil.example|click> &lt;b&gt; <at>All</at> [click](http://evil.example)",
        "{{DATE(2026-01-01T00:00:00Z,SHORT)}} @channel @here <b>h</b>",
        "a\u202eover\u202c \u2067iso\u2069 \u200fm\u061cn\n> quote\n- item\n# head\n1. one",
        "<at>All</at>" + string.Concat(Enumerable.Repeat("🌍", 120)),
    ];

    [Theory]
    [MemberData(nameof(Poisons))]
    public void Nothing_that_people_wrote_works_in_Slack(string poison)
    {
        var audience = new BotPartner.Slack.Blocks.Audience(English, "T1");
        foreach (var (name, card) in Gallery.Cards().Where(c => c.Name.EndsWith("-plain", StringComparison.Ordinal)))
        {
            var poisoned = Poisoned.Of(card, poison);
            Inert.Slack(name, poison, JsonNode.Parse(Body.Of(w => Kit.WriteMessage(w, poisoned, audience)))!);
            Inert.Slack(name, poison, JsonNode.Parse(Body.Of(w => Kit.WriteView(w, poisoned, audience, Here)))!);
        }

        foreach (var (name, form) in Gallery.Forms())
        {
            Inert.Slack(name, poison, JsonNode.Parse(Body.Of(w => Kit.WriteView(w, Poisoned.Of(form, poison), audience, Here)))!);
        }
    }

    [Theory]
    [MemberData(nameof(Poisons))]
    public void Nothing_that_people_wrote_works_in_Teams(string poison)
    {
        var audience = new BotPartner.Teams.Cards.Audience(English, Tenant);
        foreach (var (name, card) in Gallery.Cards().Where(c => c.Name.EndsWith("-plain", StringComparison.Ordinal)))
        {
            Inert.Teams(name, poison, JsonNode.Parse(Payloads.Message(Poisoned.Of(card, poison), audience).Span)!);
        }

        foreach (var (name, form) in Gallery.Forms())
        {
            Inert.Teams(name, poison, JsonNode.Parse(Payloads.Message(Poisoned.Of(form, poison), audience).Span)!);
        }
    }

    [Fact]
    public void The_poison_gets_everywhere()
    {
        var cards = Gallery.Cards().Where(c => c.Name.EndsWith("-plain", StringComparison.Ordinal)).Select(c => Catalogue.Plain(Poisoned.Of(c.Card, "☠").Summary, English) + Payloads.Simple(Poisoned.Of(c.Card, "☠"), new(English, Tenant))).ToArray();
        Assert.True(cards.Count(c => c.Contains('☠', StringComparison.Ordinal)) > cards.Length / 4);
    }
}
