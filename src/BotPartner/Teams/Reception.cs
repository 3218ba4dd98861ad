using System.Text.Json;
using BotPartner.Teams.Inbound;
using BotPartner.Teams.Outbound;
using BotPartner.Teams.Tokens;
using NodaTime;

namespace BotPartner.Teams;

/// <summary>What came in.</summary>
/// <param name="Status">The HTTP status to answer, unless what follows has a better one.</param>
/// <param name="Activity">The activity, once it was let in.</param>
/// <param name="Incoming">What it means.</param>
public sealed record Received(int Status, Activity? Activity = null, Incoming? Incoming = null);

/// <summary>Lets requests in, reads them, and learns from them how their places are reached.</summary>
public sealed class Reception(Gate gate, Whereabouts whereabouts, TimeProvider time)
{
    /// <summary>Receives one request. Its token is checked before its body is read.</summary>
    public async ValueTask<Received> Receive(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            if (await gate.Enter(request.Headers.Authorization, cancellation) is not { } credential)
            {
                return new(StatusCodes.Status401Unauthorized);
            }

            var activity = await ActivityBody.Read(request, cancellation);
            return string.IsNullOrEmpty(activity?.Type) ? new(StatusCodes.Status400BadRequest)
                : gate.Admits(activity, credential) ? Read(activity)
                : new(StatusCodes.Status403Forbidden);
        }
        catch (JsonException)
        {
            return new(StatusCodes.Status400BadRequest);
        }
        catch (BadHttpRequestException bad)
        {
            return new(bad.StatusCode);
        }
        catch (KeysUnavailableException)
        {
            return new(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private Received Read(Activity activity)
    {
        var incoming = Incoming.Read(activity, Instant.FromDateTimeOffset(time.GetUtcNow()));
        if (incoming is Incoming.Act act)
        {
            whereabouts.Learn(activity, act.Request);
        }

        var status = incoming switch
        {
            Incoming.UnknownInvoke => StatusCodes.Status501NotImplemented,
            // This one says what is wrong inside an answer of 200.
            Incoming.Malformed when activity.Name != "adaptiveCard/action" => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status200OK,
        };
        return new(status, activity, incoming);
    }
}
