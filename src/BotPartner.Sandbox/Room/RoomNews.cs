using System.Threading.Channels;
using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;
using BotPartner.Sandbox.Time;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox.Room;

/// <summary>Tells an open page that there is something new; many changes at once are told of once.</summary>
internal sealed class RoomNews(SimulatedTeams teams, SimulatedSlack slack, WireLog log, RoomClock clock)
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(60);

    // While the clock moves, an open page that draws each stride would be what holds the clock up.
    private static readonly TimeSpan LongBreath = TimeSpan.FromMilliseconds(250);

    public async Task Tell(HttpContext http)
    {
        var news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        void Hear(object? sender, EventArgs args) => news.Writer.TryWrite(true);
        var ending = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, ending);
        teams.Changed += Hear;
        slack.Changed += Hear;
        log.Recorded += Hear;
        clock.Moved += Hear;
        http.Response.ContentType = "text/event-stream";
        try
        {
            await Write("retry: 1000\n\n");
            await foreach (var _ in news.Reader.ReadAllAsync(stop.Token))
            {
                await Write("data: changed\n\n");

                // The page's pace is the reader's, not the room's.
                await Task.Delay(clock.Moving ? LongBreath : Breath, TimeProvider.System, stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed, or the room is.
        }
        finally
        {
            teams.Changed -= Hear;
            slack.Changed -= Hear;
            log.Recorded -= Hear;
            clock.Moved -= Hear;
        }

        async Task Write(string line)
        {
            await http.Response.WriteAsync(line, stop.Token);
            await http.Response.Body.FlushAsync(stop.Token);
        }
    }
}
