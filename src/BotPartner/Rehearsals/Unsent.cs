using System.Buffers;
using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Slack;
using BotPartner.Slack.Blocks;
using BotPartner.Teams.Cards;
using BotPartner.Teams.Inbound;

namespace BotPartner.Rehearsals;

/// <summary>Writes what would be sent to Slack, and sends nothing.</summary>
internal sealed class SlackUnsent(Texts texts) : ISender
{
    private readonly BlockKit kit = new(texts);

    public string Platform => SlackModule.Platform;

    public IReadOnlyList<Window> Pace => [];

    public Task<Sent> Post(Addressee addressee, Card card, string? under, CancellationToken cancellation)
    {
        using var json = new Utf8JsonWriter(new ArrayBufferWriter<byte>());
        json.WriteStartObject();
        kit.WriteMessage(json, card, new(Reader.Of(addressee.Language, addressee.TimeZone), addressee.Place.Realm));
        json.WriteEndObject();
        return Task.FromResult<Sent>(new Sent.Done("unsent"));
    }

    public Task<Sent> Edit(Addressee addressee, string message, Card card, CancellationToken cancellation) => Post(addressee, card, null, cancellation);
}

/// <summary>Writes what would be sent to Teams, and sends nothing.</summary>
internal sealed class TeamsUnsent(Texts texts) : ISender
{
    private readonly Payloads payloads = new(texts);

    public string Platform => Incoming.Platform;

    public IReadOnlyList<Window> Pace => [];

    public Task<Sent> Post(Addressee addressee, Card card, string? under, CancellationToken cancellation)
    {
        payloads.Message(card, new(Reader.Of(addressee.Language, addressee.TimeZone), addressee.Place.Realm));
        return Task.FromResult<Sent>(new Sent.Done("unsent"));
    }

    public Task<Sent> Edit(Addressee addressee, string message, Card card, CancellationToken cancellation) => Post(addressee, card, null, cancellation);
}
