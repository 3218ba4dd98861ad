using BotPartner.Core.Chat;
using BotPartner.Limits;
using BotPartner.Teams.Inbound;

namespace BotPartner.Teams;

/// <summary><c>POST /api/messages</c>: receives, has it handled, and only then answers, so that what is acknowledged is durable.</summary>
public sealed class MessagesEndpoint(Reception reception, Inbox inbox, Replies replies, TimeProvider time)
{
    // The Bot Service gives up after 10 to 15 seconds and may deliver again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // A message extension is given up after five, and asked twice more.
    private static readonly TimeSpan CommandPatience = TimeSpan.FromSeconds(4);

    /// <summary>Handles one request.</summary>
    public async Task Handle(HttpContext http)
    {
        var began = Admission.Arrived(http, time);
        try
        {
            var received = await reception.Receive(http.Request, http.RequestAborted);
            http.Response.StatusCode = received.Status;
            if (received.Status == StatusCodes.Status401Unauthorized)
            {
                http.Response.Headers.WWWAuthenticate = "Bearer";
            }

            switch (received.Incoming)
            {
                case Incoming.Act act:
                    await Do(http, received.Activity!, act, began);
                    break;
                case Incoming.Malformed when received.Status == StatusCodes.Status200OK:
                    await Write(http, InvokeBody.Error(400, "BadRequest", "action"));
                    break;
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer any more.
        }
    }

    private async Task Do(HttpContext http, Activity activity, Incoming.Act act, long began)
    {
        var left = (act.Way is Way.FetchCommand or Way.SubmitCommand or Way.Query ? CommandPatience : Patience) - time.GetElapsedTime(began);
        if (left <= TimeSpan.Zero)
        {
            Shed.Answer(http, Shed.Late);
            return;
        }

        var handled = await Handled(act.Request, left);
        if (act.Way != Way.Post)
        {
            await Write(http, await replies.Invoke(activity, act, handled));
        }
        else if (handled.Settled)
        {
            replies.Post(activity, act.Request, handled.Reply);
        }
        else
        {
            // The Bot Service delivers again.
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    /// <summary>Not ended by the caller's hanging up: what was begun is finished, and found done when it is delivered again.</summary>
    private async Task<Handled> Handled(Request request, TimeSpan most)
    {
        using var patience = new CancellationTokenSource(most, time);
        try
        {
            // A feature that does not listen to the token must not keep the platform waiting either.
            return await inbox.Handle(request, patience.Token).WaitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            return new(Reply.Say(Text.Say("refusal.unavailable")), Settled: false);
        }
    }

    private static async ValueTask Write(HttpContext http, ReadOnlyMemory<byte> body)
    {
        http.Response.ContentLength = body.Length;
        if (!body.IsEmpty)
        {
            http.Response.ContentType = "application/json; charset=utf-8";
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
        }
    }
}
