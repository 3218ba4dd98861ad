using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Slack.Api;
using BotPartner.Slack.Blocks;
using BotPartner.Tests.House;

namespace BotPartner.Tests.Slack;

/// <summary>Everything that the product shows, within Slack's limits, in every language.</summary>
public sealed class GallerySpecs
{
    private static readonly BlockKit Kit = new(Texts.Load());
    private static readonly Place Place = new("slack", "T1", "C1", PlaceKind.Channel);

    public static TheoryData<string> Languages => [.. Texts.Languages];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_card_stays_within_the_limits_of_messages_and_views(string language) => Assert.All(Gallery.Cards(), c =>
    {
        BlockLint.Check(Of(w => Kit.WriteMessage(w, c.Card, Audience(language))), 50);
        BlockLint.CheckView(Of(w => Kit.WriteView(w, c.Card, Audience(language), Place)));
    });

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_form_stays_within_the_limits_of_views(string language) => Assert.All(
        Gallery.Forms(), f => BlockLint.CheckView(Of(w => Kit.WriteView(w, f.Form, Audience(language), Place))));

    private static Audience Audience(string language) => new(Reader.Of(language, "Africa/Dakar"), "T1");

    private static JsonElement Of(Action<Utf8JsonWriter> write)
    {
        using var document = JsonDocument.Parse(Body.Of(write));
        return document.RootElement.Clone();
    }
}
