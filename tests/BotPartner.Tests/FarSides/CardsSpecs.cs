using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Slack.Api;
using BotPartner.Slack.Blocks;
using BotPartner.Teams.Cards;
using BotPartner.Tests.House;
using BotPartner.Tests.Storage;

namespace BotPartner.Tests.FarSides;

/// <summary>Every card and form, in every language, judged by Microsoft's card library and schema and by Slack's own types.</summary>
public sealed class CardsSpecs
{
    private static readonly Texts Texts = Texts.Load();
    private static readonly Payloads Payloads = new(Texts);
    private static readonly BlockKit Kit = new(Texts);
    private static readonly Place Channel = new("slack", "T1", "C1", PlaceKind.Channel);

    // As the adapter writes it: size counts.
    private static readonly JsonSerializerOptions AsSent = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Every_card_in_every_language_is_accepted_by_what_others_wrote()
    {
        NodeProject.MustBeInstalled();
        using var folder = new TemporaryFolder();
        foreach (var part in (string[])["adaptive", "blocks", "views"])
        {
            Directory.CreateDirectory(Path.Combine(folder.Path, part));
        }

        foreach (var reader in Gallery.Readers())
        {
            var teams = new BotPartner.Teams.Cards.Audience(reader, "tenant");
            var slack = new BotPartner.Slack.Blocks.Audience(reader, "T1");
            foreach (var (name, card) in Gallery.Cards())
            {
                Write(folder, "adaptive", $"{name}-{reader.Language}", Attachment(Payloads.Message(card, teams)));
                Write(folder, "blocks", $"{name}-{reader.Language}", Body.Of(w => Kit.WriteMessage(w, card, slack)));
                Write(folder, "views", $"{name}-{reader.Language}", Body.Of(w => Kit.WriteView(w, card, slack, Channel)));
            }

            foreach (var (name, form) in Gallery.Forms())
            {
                Write(folder, "adaptive", $"form-{name}-{reader.Language}", Attachment(Payloads.Message(form, teams)));
                Write(folder, "views", $"form-{name}-{reader.Language}", Body.Of(w => Kit.WriteView(w, form, slack, Channel)));
            }
        }

        var said = await NodeProject.Run("", "cards.mjs", folder.Path);
        Assert.Matches(@"\b[1-9]\d* passed, 0 failed", said);
    }

    private static byte[] Attachment(ReadOnlyMemory<byte> message) =>
        JsonSerializer.SerializeToUtf8Bytes(JsonNode.Parse(message.Span)!["attachments"]![0]!["content"], AsSent);

    private static void Write(TemporaryFolder folder, string part, string name, ReadOnlyMemory<byte> body) =>
        File.WriteAllBytes(Path.Combine(folder.Path, part, $"{name}.json"), body.ToArray());
}
