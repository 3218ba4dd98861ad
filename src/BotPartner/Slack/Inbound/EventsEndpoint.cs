using System.Text.Json;
using BotPartner.Core.Chat;

namespace BotPartner.Slack.Inbound;

/// <summary><c>POST /slack/events</c>. The 200 promises that the work is durable; anything else makes Slack deliver again.</summary>
public sealed class EventsEndpoint(Intake intake, EventReader reader, Home home, Replies replies, Answers answers)
{
    private const int LastRetry = 3;

    /// <summary>Answers one delivery over HTTP.</summary>
    public async Task Handle(HttpContext http, Incoming incoming)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(incoming);
        using var document = Reading.Parse(incoming.Body);
        await (await Take(document.RootElement, Intake.Of(http, incoming))).Write(http.Response);
    }

    /// <summary>Answers one delivery, however it came.</summary>
    public async Task<Ack> Take(JsonElement root, Receipt receipt)
    {
        switch (root.Need("type"u8))
        {
            case "url_verification":
                return Ack.Text(root.Need("challenge"u8));
            case "event_callback":
                break;
            default:
                return Ack.Yes; // e.g. app_rate_limited
        }

        if (reader.Read(root, receipt.At) is not { } happening)
        {
            return Ack.Yes;
        }

        var settled = intake.Once(happening.Id, () => Do(happening, receipt.Retry == LastRetry));
        return await intake.InTime(settled, receipt.Started) && await settled ? Ack.Yes : Ack.NotNow;
    }

    private async Task<bool> Do(Happening happening, bool isLast)
    {
        if (happening.Kind == Happening.What.Uninstalled)
        {
            return await intake.Removed(happening.Place.Realm, happening.At, happening.Text);
        }

        if (happening.Kind is Happening.What.Granted or Happening.What.Withdrawn)
        {
            return await intake.Access(happening);
        }

        await intake.Meet(happening.Place.Realm, happening.Enterprise);
        var (request, origin, settled) = await reader.Resolve(happening);
        if (request is null || origin is null)
        {
            return settled;
        }

        var handled = await intake.Run(request, happening.Enterprise);

        // As long as Slack will deliver again, there is nothing to tell yet.
        if (request is Request.Visited && (handled.Settled || isLast))
        {
            home.Publish(origin, handled.Reply);
        }
        else if (request is not (Request.Visited or Request.Removed or Request.Renamed or Request.Moved) && (handled.Settled || isLast))
        {
            answers.Later(ct => replies.Tell(origin, handled.Reply, ct));
        }

        return handled.Settled;
    }
}
