using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Slack.Inbound;
using BotPartner.Telemetry;
using Body = BotPartner.Slack.Api.Body;

namespace BotPartner.Slack.Sockets;

/// <summary>What comes over a socket, handed to those who answer it over HTTP. No signature: the socket was opened by us.</summary>
public sealed class Frames(EventsEndpoint events, CommandsEndpoint commands, InteractionsEndpoint interactions, Arrivals arrivals, TimeProvider time)
{
    /// <summary>What to answer to an envelope; null for silence, which makes Slack deliver again or tell the person.</summary>
    public Task<byte[]?> Answer(JsonElement frame) => arrivals.Over(() => Handled(frame));

    private async Task<byte[]?> Handled(JsonElement frame)
    {
        var payload = frame.At("payload"u8);
        var receipt = new Receipt(time.GetTimestamp(), time.Now(), frame.At("retry_attempt"u8) is { ValueKind: JsonValueKind.Number } n && n.TryGetInt32(out var retry) ? retry : 0);
        var ack = await (frame.Words("type"u8) switch
        {
            "events_api" => events.Take(payload, receipt),
            "slash_commands" => commands.Take(name => Field(payload, name), receipt),
            "interactive" => interactions.Take(payload, receipt),
            _ => Task.FromResult(Ack.Yes), // Of a kind that came later: acknowledged, so that it does not come again.
        });
        if (ack.Status != StatusCodes.Status200OK || frame.Words("envelope_id"u8) is not { } envelope)
        {
            return null;
        }

        var accepts = ack.Body is not null && frame.At("accepts_response_payload"u8).ValueKind == JsonValueKind.True;
        return Body.Of(w =>
        {
            w.WriteString("envelope_id"u8, envelope);
            if (accepts)
            {
                w.WritePropertyName("payload"u8);
                w.WriteRawValue(ack.Body);
            }
        });
    }

    /// <summary>Commands come as forms over HTTP, as objects here.</summary>
    private static string? Field(JsonElement payload, string name) =>
        payload.ValueKind != JsonValueKind.Object || !payload.TryGetProperty(name, out var value) ? null : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };
}
