using System.Text.Json;
using BotPartner.Core;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;

namespace BotPartner.Tests.House;

/// <summary>What holds for every card, on whichever platform: the stores' reviewers look at it.</summary>
public sealed class CardRules
{
    private static readonly Texts Texts = Texts.Load();

    [Fact]
    public void No_card_has_more_than_six_buttons() => Assert.All(
        Gallery.Cards(), c => Assert.True(Buttons(c.Card).Count() <= 6, $"{c.Name}: {Buttons(c.Card).Count()}"));

    [Fact]
    public void Buttons_fit_in_30_characters_in_every_language_and_come_back_whole() => Assert.All(
        from card in Gallery.Cards()
        where card.Name.StartsWith("tension", StringComparison.Ordinal)
        from button in Buttons(card.Card)
        from reader in Gallery.Readers()
        select (card.Name, reader, button),
        b =>
        {
            var label = Texts.Plain(b.button.Label, b.reader);
            Assert.True(label.Length <= 30, $"{b.Name}: {label}");
            Assert.True(JsonSerializer.Serialize(new Dictionary<string, string>(b.button.Args), CoreJson.Default.DictionaryStringString).Length <= 1500, $"{b.Name}: {label}");
        });

    [Fact]
    public void Names_are_said_once() => Assert.Empty(Gallery.Cards().GroupBy(c => c.Name).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void Notifications_say_nothing_that_was_written_in_a_tension() => Assert.All(
        Gallery.Cards().Where(c => c.Name.StartsWith("tension", StringComparison.Ordinal)),
        c => Assert.DoesNotContain("charter", Texts.Plain(c.Card.Summary, Reader.Of("en", null)), StringComparison.Ordinal));

    private static IEnumerable<Button> Buttons(Card card) => card.Elements.OfType<Element.Buttons>().SelectMany(b => b.Items);
}
