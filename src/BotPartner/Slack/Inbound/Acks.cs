using System.Runtime.InteropServices;
using System.Text;
using NodaTime;

namespace BotPartner.Slack.Inbound;

/// <summary>One delivery, by whichever way it came.</summary>
/// <param name="Started">When it arrived, as <see cref="TimeProvider.GetTimestamp"/>.</param>
/// <param name="At">When it was done, where it carries no time of its own.</param>
/// <param name="Retry">Which repetition it is; 0 for the first.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Receipt(long Started, Instant At, int Retry);

/// <summary>What Slack is answered: within three seconds, and a yes only when the work is durable.</summary>
/// <param name="Status">As of HTTP; over a socket anything but 200 is silence, which makes Slack deliver again or tell the person.</param>
/// <param name="Body">The body, if any.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Ack(int Status, byte[]? Body)
{
    /// <summary>Yes.</summary>
    public static readonly Ack Yes = new(StatusCodes.Status200OK, null);

    /// <summary>Not now.</summary>
    public static readonly Ack NotNow = new(StatusCodes.Status503ServiceUnavailable, null);

    /// <summary>Whether the body is text and not JSON.</summary>
    public bool IsText { get; private init; }

    /// <summary>Yes, with JSON if there is any.</summary>
    public static Ack Json(byte[]? body) => new(StatusCodes.Status200OK, body);

    /// <summary>Yes, with words.</summary>
    public static Ack Text(string words) => new(StatusCodes.Status200OK, Encoding.UTF8.GetBytes(words)) { IsText = true };

    /// <summary>Answers over HTTP.</summary>
    public async Task Write(HttpResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.StatusCode = Status;
        if (Body is not null)
        {
            response.ContentType = IsText ? "text/plain" : "application/json; charset=utf-8";
            response.ContentLength = Body.Length;
            await response.Body.WriteAsync(Body);
        }
    }
}
