using BotPartner.Core.Chat;

namespace BotPartner.Slack.Inbound;

/// <summary><c>POST /slack/events</c>. The 200 promises that the work is durable; anything else makes Slack deliver again.</summary>
public sealed class EventsEndpoint(Intake intake, EventReader reader, Replies replies, Answers answers)
{
    private const string LastRetry = "3";

    /// <summary>Answers one delivery.</summary>
    public async Task Handle(HttpContext http, Incoming incoming)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(incoming);
        Happening? happening;
        using (var document = Reading.Parse(incoming.Body))
        {
            var root = document.RootElement;
            switch (root.Need("type"u8))
            {
                case "url_verification":
                    http.Response.ContentType = "text/plain";
                    await http.Response.WriteAsync(root.Need("challenge"u8));
                    return;
                case "event_callback":
                    happening = reader.Read(root, intake.SignedAt(incoming));
                    break;
                default:
                    return; // e.g. app_rate_limited
            }
        }

        if (happening is null)
        {
            return;
        }

        var isLast = http.Request.Headers["X-Slack-Retry-Num"] == LastRetry;
        var settled = intake.Once(happening.Id, () => Do(happening, isLast));
        if (!await intake.InTime(settled, incoming.Started) || !await settled)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    private async Task<bool> Do(Happening happening, bool isLast)
    {
        var (request, origin, settled) = await reader.Resolve(happening);
        if (request is null || origin is null)
        {
            return settled;
        }

        var handled = await intake.Run(request);

        // As long as Slack will deliver again, there is nothing to tell yet.
        if (request is not Request.Removed && (handled.Settled || isLast))
        {
            answers.Later(ct => replies.Tell(origin, handled.Reply, ct));
        }

        return handled.Settled;
    }
}
