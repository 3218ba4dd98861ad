namespace BotPartner.Sandbox.Wire;

/// <summary>Waiting for a bot that works after it has acknowledged.</summary>
internal static class Patient
{
    // Generous: only a failure ever waits this long. Real time, since the bot's sockets are real.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static async Task Until(Func<bool> condition, Action<EventHandler> listen, Action<EventHandler> leave, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(Deadline, TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        using var changed = new SemaphoreSlim(0);
        void OnChange(object? sender, EventArgs args) => changed.Release();

        listen(OnChange);
        try
        {
            while (!condition())
            {
                await changed.WaitAsync(stop.Token);
            }
        }
        catch (OperationCanceledException stopped) when (late.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException("What was waited for did not happen.", stopped);
        }
        finally
        {
            leave(OnChange);
        }
    }
}
