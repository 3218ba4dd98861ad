using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using BotPartner.Sandbox.Wire;
using Microsoft.AspNetCore.WebUtilities;

namespace BotPartner.Sandbox.Slack;

/// <summary>Socket Mode: the app opens sockets, and each envelope goes to one of them; see slack.md §9.</summary>
public sealed class SlackSockets
{
    private const int Most = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private readonly SlackOptions options;
    private readonly Dice dice;
    private readonly Lock gate = new();
    private readonly HashSet<string> tickets = [];
    private readonly List<SlackSocket> open = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonObject>> waiting = new();
    private int turn;

    internal SlackSockets(SlackOptions options, Dice dice) => (this.options, this.dice) = (options, dice);

    /// <summary>Those that are open, oldest first.</summary>
    public IReadOnlyList<SlackSocket> Open
    {
        get
        {
            lock (gate)
            {
                return [.. open];
            }
        }
    }

    /// <summary>How many were ever opened.</summary>
    public int Opened { get; private set; }

    /// <summary>Raised when one is opened or closed.</summary>
    public event EventHandler? Changed;

    /// <summary><c>apps.connections.open</c>.</summary>
    internal JsonObject Ticket(string? token, string url)
    {
        if (token != options.AppToken)
        {
            return SlackApi.Error(token is null ? "not_authed" : "invalid_auth");
        }

        var ticket = dice.Hex(24);
        lock (gate)
        {
            tickets.Add(ticket);
        }

        var answer = SlackApi.Ok();
        answer["url"] = $"{url.Replace("http", "ws", StringComparison.Ordinal)}/link/?ticket={ticket}&app_id={options.AppId}";
        return answer;
    }

    /// <summary>A socket whose ticket is good, until it is closed.</summary>
    internal async Task Serve(HttpContext http)
    {
        var ticket = QueryHelpers.ParseQuery(http.Request.QueryString.Value)["ticket"].ToString();
        lock (gate)
        {
            if (!tickets.Remove(ticket) || open.Count >= Most)
            {
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
                return;
            }
        }

        using var accepted = await http.WebSockets.AcceptWebSocketAsync();
        using var socket = new SlackSocket(accepted);
        await socket.Send(new JsonObject { ["type"] = "hello", ["num_connections"] = Open.Count + 1, ["connection_info"] = new JsonObject { ["app_id"] = options.AppId } });
        lock (gate)
        {
            open.Add(socket);
            Opened++;
        }

        Changed?.Invoke(this, EventArgs.Empty);
        try
        {
            await socket.Read(Answered, http.RequestAborted);
        }
        finally
        {
            lock (gate)
            {
                open.Remove(socket);
            }

            Changed?.Invoke(this, EventArgs.Empty);
        }
    }

    /// <summary>Carries over a socket what would else be a request; the acknowledgement as if it were its answer.</summary>
    internal async Task<Delivered> Carry(Outgoing request, CancellationToken cancellation)
    {
        var lines = Open.Where(s => !s.Leaving).ToArray();
        if (lines.Length == 0)
        {
            return new(request, 0, "", "");
        }

        var envelope = dice.Uuid();
        var answer = waiting[envelope] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await lines[(int)((uint)Interlocked.Increment(ref turn) % lines.Length)].Send(Envelope(request, envelope));
            var ack = await answer.Task.WaitAsync(Patience, options.Time, cancellation);
            var body = ack["payload"]?.ToJsonString() ?? "";
            return new(request, 200, body, body.Length > 0 ? "application/json" : "");
        }
        catch (Exception lost) when (lost is TimeoutException or WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            return new(request, 0, "", "");
        }
        finally
        {
            waiting.TryRemove(envelope, out _);
        }
    }

    private void Answered(JsonObject ack)
    {
        if ((string?)ack["envelope_id"] is { } id && waiting.TryGetValue(id, out var answer))
        {
            answer.TrySetResult(ack);
        }
    }

    private static JsonObject Envelope(Outgoing request, string id)
    {
        var text = Encoding.UTF8.GetString(request.Body);
        var form = request.Path == "/slack/events" ? null : QueryHelpers.ParseQuery(text);
        var (type, payload) = request.Path switch
        {
            "/slack/events" => ("events_api", JsonNode.Parse(text)),
            "/slack/interactions" => ("interactive", JsonNode.Parse(form!["payload"].ToString())),
            _ => ("slash_commands", new JsonObject(form!.Select(f => KeyValuePair.Create(f.Key, (JsonNode?)f.Value.ToString())))),
        };
        var envelope = new JsonObject { ["envelope_id"] = id, ["type"] = type, ["payload"] = payload, ["accepts_response_payload"] = type != "events_api" };
        if (type == "events_api")
        {
            envelope["retry_attempt"] = int.TryParse(request.Headers.GetValueOrDefault("X-Slack-Retry-Num"), out var retry) ? retry : 0;
            envelope["retry_reason"] = request.Headers.GetValueOrDefault("X-Slack-Retry-Reason") is null ? "" : "timeout";
        }

        return envelope;
    }
}
