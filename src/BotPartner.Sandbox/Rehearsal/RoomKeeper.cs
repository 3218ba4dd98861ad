using System.Threading.Channels;
using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;
using BotPartner.Sandbox.Time;

namespace BotPartner.Sandbox.Rehearsal;

/// <summary>Writes down what the services remember, soon after it changes, and once more at the end.</summary>
internal sealed class RoomKeeper : IAsyncDisposable
{
    // Many changes at once are written once. What a kill cuts off is at most this much of what people saw; the bot's store loses nothing.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(500);

    private readonly Channel<bool> news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource ending = new();
    private readonly Action write;
    private readonly Action leave;
    private readonly Task keeping;

    public RoomKeeper(string path, Func<RoomMemory> remember, SimulatedTeams teams, SimulatedSlack slack, RoomClock clock)
    {
        write = () => remember().Write(path);
        write();
        void Hear(object? sender, EventArgs args) => news.Writer.TryWrite(true);
        teams.Changed += Hear;
        slack.Changed += Hear;
        clock.Moved += Hear;
        leave = () =>
        {
            teams.Changed -= Hear;
            slack.Changed -= Hear;
            clock.Moved -= Hear;
        };
        keeping = Keep();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        leave();
        await ending.CancelAsync();
        await keeping;
        write();
        ending.Dispose();
    }

    private async Task Keep()
    {
        try
        {
            await foreach (var _ in news.Reader.ReadAllAsync(ending.Token))
            {
                await Task.Delay(Breath, TimeProvider.System, ending.Token);
                write();
            }
        }
        catch (OperationCanceledException)
        {
            // The room is being closed.
        }
    }
}
